/* The theme's areas that scroll tell screen readers what they are, in English unless told otherwise.
   The words come from our catalogue, behind the # of this script's address. */
(function () {
  "use strict";
  var words = decodeURIComponent(new URL(document.currentScript.src).hash.slice(1));
  document.addEventListener("DOMContentLoaded", function () {
    if (words && window.SimpleBar) { window.SimpleBar.defaultOptions.ariaLabel = words; }
  });
})();
