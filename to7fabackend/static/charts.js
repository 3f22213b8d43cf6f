/* Draws each <canvas data-chart="id"> from the JSON of the element with that id. Needs Chart.js.
   Numbers come as text and are read only to be drawn; what counts stands in the table below. */
window.addEventListener("load", function () {
  "use strict";
  var rtl = document.documentElement.dir === "rtl";
  var style = getComputedStyle(document.documentElement);
  var ink = style.getPropertyValue("--chart-ink").trim() || "#57534e";
  var line = style.getPropertyValue("--chart-line").trim() || "#e7e5e4";
  var colours = ["#b4532a", "#1f6f78", "#8a6d1d", "#6b4e8f"];
  document.querySelectorAll("canvas[data-chart]").forEach(function (canvas) {
    var source = document.getElementById(canvas.dataset.chart);
    if (!source || !window.Chart) { return; }
    var told = JSON.parse(source.textContent);
    /* Counts have no halves. */
    var whole = told.series.every(function (one) { return one.values.every(function (v) { return v.indexOf(".") < 0; }); });
    var kind = canvas.dataset.kind || "bar";
    /* Isolated: in a page of Arabic the minus of a number would stand behind it. */
    var written = function () {
      return "\u2066" + window.Chart.Ticks.formatters.numeric.apply(this, arguments) + "\u2069";
    };
    new window.Chart(canvas, {
      type: kind,
      data: {
        labels: told.labels,
        datasets: told.series.map(function (one, place) {
          return {
            label: one.label,
            data: one.values.map(Number),
            backgroundColor: colours[place % colours.length],
            borderColor: colours[place % colours.length],
            borderRadius: 4,
            tension: 0.25
          };
        })
      },
      options: {
        responsive: true,
        maintainAspectRatio: false,
        animation: false,
        locale: "en",
        color: ink,
        plugins: {
          legend: { display: told.series.length > 1, rtl: rtl, labels: { color: ink } },
          tooltip: { rtl: rtl, textDirection: "ltr" }
        },
        scales: {
          /* Time runs with the script; amounts stand at its beginning. */
          x: { reverse: rtl, grid: { display: false }, ticks: { color: ink, maxRotation: 0, autoSkipPadding: 8 } },
          y: { position: rtl ? "right" : "left", beginAtZero: true, grid: { color: line }, ticks: { color: ink, precision: whole ? 0 : undefined, callback: written } }
        }
      }
    });
  });
});
