// usage: dart test/proof.dart ADDRESS PASSWORD. Holds the client to what it promises, first against a
// server of its own that loses answers, then against a running one. It needs nothing but Dart.
import 'dart:async';
import 'dart:convert';

import '../lib/src/events.dart';
import '../lib/tohfa.dart';

void expect(Object? found, Object? wanted, String what) {
  if (jsonEncode(found) != jsonEncode(wanted)) {
    throw StateError('$what: found ${jsonEncode(found)}, wanted ${jsonEncode(wanted)}');
  }
}

class Sent {
  Sent(this.method, this.address, this.headers, this.body);

  final String method;
  final Uri address;
  final Map<String, String> headers;
  final List<int>? body;
}

/// Answers from a function, and remembers what was sent.
class Scripted implements Transport {
  Scripted(this.answer);

  final FutureOr<RawAnswer> Function(Sent sent) answer;
  final sent = <Sent>[];

  @override
  Future<RawAnswer> send(
      String method, Uri address, Map<String, String> headers, List<int>? body) async {
    final one = Sent(method, address, headers, body);
    sent.add(one);
    return answer(one);
  }

  @override
  void close() {}
}

RawAnswer json(int status, Object? body, [Map<String, String> headers = const {}]) =>
    RawAnswer(status, headers, Stream.value(utf8.encode(jsonEncode(body))));

const _soon = Duration(milliseconds: 2);
const _problem = {'code': 'token_expired', 'title': 't', 'detail': 'd', 'request_id': 'r'};

Future<void> refreshesOnce() async {
  final transport = Scripted((sent) async {
    await Future<void>.delayed(const Duration(milliseconds: 5));
    if (sent.address.path.endsWith('/refresh/')) {
      return json(200, {'access': 'new', 'refresh': 'next'});
    }
    return sent.headers['authorization'] == 'Bearer new' ? json(200, 1) : json(401, _problem);
  });
  final tokens = MemoryTokens();
  await tokens.write(const TokenPair('old', 'first'));
  final client = TohfaClient('http://x', transport: transport, tokens: tokens, pause: _soon);

  final found = await Future.wait([for (var i = 0; i < 8; i++) client.call('GET', '/api/a/$i/')]);

  expect(found, List.filled(8, 1), 'all calls succeed');
  final refreshes = transport.sent.where((s) => s.address.path.endsWith('/refresh/'));
  expect(refreshes.length, 1, 'one refresh');
  expect((await tokens.read())?.refresh, 'next', 'the new token is kept');
}

Future<void> endsTheSessionWhenItIsOver() async {
  var told = 0;
  final tokens = MemoryTokens();
  await tokens.write(const TokenPair('old', 'used'));
  final client = TohfaClient('http://x',
      transport: Scripted((sent) => json(401, {..._problem, 'code': 'invalid_token'})),
      tokens: tokens,
      pause: _soon,
      onSignedOut: () => told++);
  try {
    await client.call('GET', '/api/orders/');
    throw StateError('a refusal was expected');
  } on ProblemException catch (problem) {
    expect(problem.code, 'invalid_token', 'the refusal comes through');
  }
  expect([told, await tokens.read()], [1, null], 'signed out, and told so once');
}

Future<void> repeatsWithTheSameKey() async {
  var tries = 0;
  final transport = Scripted((sent) {
    tries++;
    if (tries == 1) throw Exception('no line');
    if (tries == 2) return json(503, {..._problem, 'code': 'unavailable'});
    return json(201, {'id': 1});
  });
  final client = TohfaClient('http://x', transport: transport, pause: _soon);

  await client.call('POST', '/api/orders/', body: {'a': 1}, isIdempotent: true);

  final keys = {for (final one in transport.sent) one.headers['idempotency-key']};
  expect([transport.sent.length, keys.length, keys.contains(null)], [3, 1, false],
      'three tries, one key');
}

Future<void> doesNotRepeatWhatIsNotSafe() async {
  final transport = Scripted((sent) => throw Exception('no line'));
  final client = TohfaClient('http://x', transport: transport, pause: _soon);
  try {
    await client.call('POST', '/api/auth/register/', body: {'a': 1});
    throw StateError('no answer was expected');
  } on OfflineException {
    expect(transport.sent.length, 1, 'sent once');
  }
}

Future<void> keepsWhatHasNotChanged() async {
  final transport = Scripted((sent) => sent.headers['if-none-match'] == '"1"'
      ? RawAnswer(304, const {'etag': '"1"'}, const Stream.empty())
      : json(200, {'a': 1}, const {'etag': '"1"'}));
  final client = TohfaClient('http://x', transport: transport);

  await client.call('GET', '/api/products/1/');
  expect(await client.call('GET', '/api/products/1/'), {'a': 1}, 'the kept body');
  client.language = 'en';
  await client.call('GET', '/api/products/1/');
  expect(transport.sent.last.headers['if-none-match'], null, 'another language is another answer');
}

Future<void> sendsFilesAsAForm() async {
  final transport = Scripted((sent) => json(201, null));
  final client = TohfaClient('http://x', transport: transport);
  await client.call('POST', '/a/', body: {'alt': 'فازة', 'image': const Upload('v".png', [1, 2])});
  final one = transport.sent.single;
  final text = utf8.decode(one.body!);
  expect(one.headers['content-type']!.startsWith('multipart/form-data; boundary='), true, 'a form');
  expect(text.contains('name="alt"\r\n\r\nفازة\r\n'), true, 'the text');
  expect(text.contains('filename="v_.png"'), true, 'a name that ends nothing');
}

Future<void> readsEventsHoweverTheyAreCut() async {
  const text = 'retry: 1\n\nid: 7\nevent: notification\ndata: {"id":\ndata: 7}\n\n: here\n\ndata: plain\n\n';
  final bytes = utf8.encode(text);
  for (var cut = 0; cut < bytes.length; cut += 3) {
    final parts = Stream.fromIterable([bytes.sublist(0, cut), bytes.sublist(cut)]);
    final events = await readEvents(parts).toList();
    expect([for (final e in events) [e.name, e.data, e.id]], [
      ['notification', {'id': 7}, '7'],
      ['message', 'plain', '7'],
    ], 'events cut at $cut');
  }
}

Future<void> comesBackAfterAGap() async {
  var opened = 0;
  final transport = Scripted((sent) {
    opened++;
    final data = utf8.encode('id: $opened\ndata: $opened\n\n');
    return RawAnswer(200, const {}, Stream.value(data));
  });
  final client = TohfaClient('http://x', transport: transport, pause: _soon);

  final events = await client.events().take(3).toList();

  expect([for (final e in events) e.data], [1, 2, 3], 'three openings');
  expect(transport.sent[1].headers['last-event-id'], '1', 'after what was seen last');
}

Future<void> provesItselfAgainst(String address, String password) async {
  final client = TohfaClient(address, pause: _soon);
  final api = Api(client);
  final cards = await api.productsListAll(pageSize: 2).toList();
  expect({for (final card in cards) card.id}.length, 5, 'all pieces, page by page');
  final detail = await api.productsRetrieve(id: cards.first.id);
  expect(detail.price, cards.first.price, 'a price is text');

  final store = MemoryCatalogue();
  await CatalogueSync(client, store).run();
  expect(store.pieces.length, 5, 'the copy of the catalogue');
  expect(await store.syncedUntil() != null, true, 'when it was up to date');
  await CatalogueSync(client, store).run();

  try {
    await client.signIn('buyer@tohfa.example', 'wrong');
    throw StateError('a refusal was expected');
  } on ProblemException catch (problem) {
    expect([problem.status, problem.code], [401, 'invalid_credentials'], 'a wrong password');
  }
  await client.signIn('buyer@tohfa.example', password);
  final held = await client.tokens.read();
  await client.tokens.write(TokenPair('no token any more', held!.refresh));
  final profiles = await Future.wait([for (var i = 0; i < 5; i++) api.usersProfileRetrieve()]);
  expect(profiles.map((p) => p.email).toSet().toList(), ['buyer@tohfa.example'], 'refreshed');

  final body = OrderInput(
    items: [WishInput(product: cards.first.id, quantity: 1)],
    shippingAddress: const AddressInput(
      recipient: 'منى عادل',
      phoneNumber: '01001234567',
      governorate: 'ASN',
      city: 'أسوان',
      street: 'كورنيش النيل',
      building: '٧',
    ),
    paymentMethod: PaymentMethodEnum.cashOnDelivery,
  );
  final key = TohfaClient.newKey();
  final order = await api.ordersCreate(body: body, idempotencyKey: key);
  final again = await api.ordersCreate(body: body, idempotencyKey: key);
  expect(again.id, order.id, 'one press, one order');
  expect(order.items.length, 1, 'its lines are typed');
  expect(order.status, OrderStatusEnum.pending, 'its state is a word');
  final own = await api.ordersListAll().toList();
  expect([for (final one in own) one.number], [order.number], "one's orders");
  await client.signOut();
  try {
    await api.usersProfileRetrieve();
    throw StateError('a refusal was expected');
  } on ProblemException catch (problem) {
    expect(problem.status, 401, 'signed out');
  }
  client.close();
}

Future<void> main(List<String> arguments) async {
  await refreshesOnce();
  await endsTheSessionWhenItIsOver();
  await repeatsWithTheSameKey();
  await doesNotRepeatWhatIsNotSafe();
  await keepsWhatHasNotChanged();
  await sendsFilesAsAForm();
  await readsEventsHoweverTheyAreCut();
  await comesBackAfterAGap();
  if (arguments.length == 2) await provesItselfAgainst(arguments[0], arguments[1]);
  print('proved');
}
