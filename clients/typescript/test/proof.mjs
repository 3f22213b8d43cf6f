// usage: proof.mjs COMPILED ADDRESS PASSWORD. Holds the client to what it promises, against a running server.
import assert from "node:assert/strict";
import { pathToFileURL } from "node:url";

const [compiled, address, password] = process.argv.slice(2);
const { Api, MemoryTokens, ProblemError, TohfaClient, readEvents } = await import(
  pathToFileURL(`${compiled}/index.js`)
);

const sent = [];
const watched = async (where, init) => {
  const answer = await fetch(where, init);
  sent.push({ where: String(where), init, status: answer.status });
  return answer;
};
const tokens = new MemoryTokens();
const client = new TohfaClient(address, { pause: 5, fetch: watched, tokens });
const api = new Api(client);

// Pages as one list, and again from what was kept.
const listed = [];
for await (const card of api.productsListAll({ page_size: 2 })) listed.push(card.id);
assert.equal(new Set(listed).size, 5);
const before = sent.length;
for await (const card of api.productsListAll({ page_size: 2 })) assert.ok(listed.includes(card.id));
assert.ok(sent.slice(before).every((one) => one.status === 304));

// Refusals.
await assert.rejects(client.signIn("buyer@tohfa.example", "wrong"), (problem) => {
  assert.ok(problem instanceof ProblemError);
  return problem.code === "invalid_credentials" && problem.status === 401;
});

// One refresh for six calls.
await client.signIn("buyer@tohfa.example", password);
const held = await tokens.read();
await tokens.write({ access: "no token any more", refresh: held.refresh });
const profiles = await Promise.all(Array.from({ length: 6 }, () => api.usersProfileRetrieve()));
assert.ok(profiles.every((profile) => profile.email === "buyer@tohfa.example"));
assert.equal(sent.filter((one) => one.where.endsWith("/token/refresh/")).length, 1);

// A lost answer is asked for again with the same key, and is one order.
let lost = true;
const losing = async (where, init) => {
  const answer = await watched(where, init);
  if (lost && String(where).endsWith("/api/orders/")) {
    lost = false;
    throw new TypeError("the line broke");
  }
  return answer;
};
const shaky = new Api(new TohfaClient(address, { pause: 5, fetch: losing, tokens }));
const order = await shaky.ordersCreate({
  body: {
    items: [{ product: listed[0], quantity: 1 }],
    shipping_address: {
      recipient: "منى عادل",
      phone_number: "01001234567",
      governorate: "ASN",
      city: "أسوان",
      street: "كورنيش النيل",
      building: "٧",
    },
    payment_method: "cash_on_delivery",
  },
});
const keys = sent
  .filter((one) => one.init.method === "POST" && one.where.endsWith("/api/orders/"))
  .map((one) => one.init.headers["idempotency-key"]);
assert.equal(keys.length, 2);
assert.equal(keys[0], keys[1]);
const own = [];
for await (const one of api.ordersListAll()) own.push(one);
assert.deepEqual(own.map((one) => one.id), [order.id]);
assert.equal(own[0].items.length, 1);

// Events, cut anywhere.
const text = 'retry: 1\n\nid: 7\nevent: notification\ndata: {"id":\ndata: 7}\n\n: still here\n\ndata: plain\n\n';
for (let cut = 0; cut < text.length; cut += 5) {
  const body = new ReadableStream({
    start(controller) {
      for (const part of [text.slice(0, cut), text.slice(cut)]) controller.enqueue(new TextEncoder().encode(part));
      controller.close();
    },
  });
  const events = [];
  for await (const event of readEvents(body)) events.push(event);
  assert.deepEqual(events, [
    { name: "notification", data: { id: 7 }, id: "7" },
    { name: "message", data: "plain", id: "7" },
  ]);
}
console.log("proved");
