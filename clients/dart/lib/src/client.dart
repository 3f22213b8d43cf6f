import 'dart:async';
import 'dart:convert';
import 'dart:math';

import 'events.dart';
import 'models.dart' show Json;
import 'problem.dart';
import 'stores.dart';
import 'transport.dart';
import 'upload.dart';

/// Carries the calls of the API: signs them, refreshes tokens, repeats what may be repeated.
class TohfaClient {
  TohfaClient(
    String address, {
    this.language = 'ar',
    Transport? transport,
    TokenStore? tokens,
    AnswerStore? answers,
    this.attempts = 4,
    this.pause = const Duration(seconds: 1),
    this.onSignedOut,
  })  : address = Uri.parse(address),
        transport = transport ?? IoTransport(),
        tokens = tokens ?? MemoryTokens(),
        answers = answers ?? MemoryAnswers();

  final Uri address;

  /// `ar` or `en`: the language of sentences and of translated content.
  String language;
  final Transport transport;
  final TokenStore tokens;
  final AnswerStore answers;

  /// How often a request is tried in all, and how long the first pause is; each next one is twice as long.
  final int attempts;
  final Duration pause;

  /// Called when the session is over and somebody has to sign in again.
  final void Function()? onSignedOut;

  static final _random = Random.secure();
  static const _expired = {'token_expired', 'invalid_token'};
  Future<bool>? _refreshing;

  /// A fresh key for one press of a button; the same one goes with every repeat of it.
  static String newKey() =>
      [for (var i = 0; i < 16; i++) _random.nextInt(256).toRadixString(16).padLeft(2, '0')].join();

  // --- the session ---------------------------------------------------------------------------
  /// Signs in; throws [ProblemException] `otp_required` where a code of the second step is needed.
  Future<Json> signIn(String email, String password, {String? otp}) async {
    final answer = await call('POST', '/api/auth/login/', body: {
      'email': email,
      'password': password,
      if (otp != null) 'otp': otp,
    }) as Json;
    await answers.clear();
    await tokens.write(TokenPair(answer['access'] as String, answer['refresh'] as String));
    return answer;
  }

  /// Ends this device's session here, and at the server as far as it can be reached.
  Future<void> signOut() async {
    final held = await tokens.read();
    await tokens.write(null);
    await answers.clear();
    if (held == null) return;
    try {
      await _once('POST', _resolve('/api/auth/logout/'), _Body.json({'refresh': held.refresh}),
          {'authorization': 'Bearer ${held.access}'});
    } on OfflineException {
      // The session ends by itself; the person is signed out here in any case.
    }
  }

  /// Refreshes once, however many calls wait for it: a refresh token is good for one use, and using it
  /// twice would end the session.
  Future<bool> refresh() =>
      _refreshing ??= _refresh().whenComplete(() => _refreshing = null);

  Future<bool> _refresh() async {
    final held = await tokens.read();
    if (held == null) return false;
    final address = _resolve('/api/auth/token/refresh/');
    // Repeated when no answer came: it may not have arrived. If it had, the session is over either way.
    final answer = await _repeated(
        () => _once('POST', address, _Body.json({'refresh': held.refresh}), const {}));
    if (answer.status == 200) {
      final fresh = jsonDecode(utf8.decode(await answer.bytes())) as Json;
      await tokens.write(TokenPair(fresh['access'] as String, fresh['refresh'] as String));
      return true;
    }
    if (answer.status == 401 || answer.status == 400) {
      await tokens.write(null);
      await answers.clear();
      onSignedOut?.call();
    }
    return false;
  }

  // --- calls ---------------------------------------------------------------------------------
  /// Makes a call and gives its JSON, or null for an empty answer.
  Future<Object?> call(
    String method,
    String path, {
    Map<String, Object?> query = const {},
    Object? body,
    String? idempotencyKey,
    bool isIdempotent = false,
    String? ifMatch,
  }) async {
    final where = _resolve(path, query);
    final isRead = method == 'GET';
    final cacheKey = '$language $where';
    final kept = isRead ? await answers.read(cacheKey) : null;
    final answer = await _send(method, where, body, {
      if (isIdempotent) 'idempotency-key': idempotencyKey ?? newKey(),
      if (ifMatch != null) 'if-match': ifMatch,
      if (kept != null) 'if-none-match': kept.tag,
    }, mayRepeat: isRead || isIdempotent || method == 'PUT' || method == 'DELETE');
    if (answer.status == 304 && kept != null) {
      await answer.bytes();
      return jsonDecode(kept.body);
    }
    final text = utf8.decode(await answer.bytes());
    final tag = answer.headers['etag'];
    if (isRead && tag != null && answer.status == 200) {
      await answers.write(cacheKey, Kept(tag, text));
    }
    return text.isEmpty ? null : jsonDecode(text);
  }

  /// Makes a call whose answer is a file.
  Future<List<int>> bytes(String method, String path,
      {Map<String, Object?> query = const {}, Object? body}) async {
    final answer =
        await _send(method, _resolve(path, query), body, const {}, mayRepeat: method == 'GET');
    return answer.bytes();
  }

  /// Gives the rows of a list, asking for a page when the one before has been listened to.
  Stream<Object?> pages(String path, {Map<String, Object?> query = const {}}) async* {
    Object? page = await call('GET', path, query: query);
    while (page is Json) {
      yield* Stream.fromIterable(page['results'] as List<Object?>);
      final next = page['next'] as String?;
      if (next == null) return;
      final uri = Uri.parse(next);
      page = await call('GET', uri.path, query: uri.queryParametersAll);
    }
  }

  /// What happens to the person who is signed in, as it happens; comes back by itself after a gap.
  Stream<ServerEvent> events() => serverEvents(
        (lastId) async {
          final answer = await _send('GET', _resolve('/api/notifications/stream/'), null, {
            'accept': 'text/event-stream',
            if (lastId != null) 'last-event-id': lastId,
          }, mayRepeat: true);
          return answer.body;
        },
        pause: pause,
      );

  void close() => transport.close();

  Uri _resolve(String path, [Map<String, Object?> query = const {}]) {
    final given = {
      for (final e in query.entries)
        if (e.value != null)
          e.key: e.value is List<Object?>
              ? [for (final v in e.value as List<Object?>) '$v']
              : '${e.value}',
    };
    final whole = address.resolve(path);
    return given.isEmpty ? whole : whole.replace(queryParameters: given);
  }

  Future<RawAnswer> _send(String method, Uri where, Object? body, Map<String, String> headers,
      {required bool mayRepeat}) async {
    final sent = body == null ? null : _Body.of(body);
    Future<RawAnswer> attempt() async {
      final held = await tokens.read();
      final answer = await _once(method, where, sent, {
        ...headers,
        if (held != null) 'authorization': 'Bearer ${held.access}',
      });
      if (answer.status != 401 || held == null) return answer;
      final problem = ProblemException.of(401, _decoded(await answer.bytes()));
      if (!_expired.contains(problem.code)) throw problem;
      // Another call may have refreshed while this one was under way.
      final now = await tokens.read();
      if (now?.access == held.access && !await refresh()) throw problem;
      final fresh = await tokens.read();
      return _once(method, where, sent,
          {...headers, if (fresh != null) 'authorization': 'Bearer ${fresh.access}'});
    }

    final answer = mayRepeat ? await _repeated(attempt) : await attempt();
    if (answer.status < 400) return answer;
    throw ProblemException.of(answer.status, _decoded(await answer.bytes()));
  }

  /// Repeats what had no answer, or one that says to come later.
  Future<RawAnswer> _repeated(Future<RawAnswer> Function() attempt) async {
    for (var tried = 1;; tried++) {
      Duration wait = pause * pow(2, tried - 1).toInt();
      try {
        final answer = await attempt();
        if (tried >= attempts || !(answer.status == 429 || answer.status >= 500)) return answer;
        final asked = int.tryParse(answer.headers['retry-after'] ?? '');
        if (asked != null) wait = Duration(seconds: asked);
        await answer.bytes();
      } on OfflineException {
        if (tried >= attempts) rethrow;
      }
      await Future<void>.delayed(wait);
    }
  }

  Future<RawAnswer> _once(
      String method, Uri where, _Body? body, Map<String, String> headers) async {
    try {
      return await transport.send(method, where, {
        'accept': 'application/json',
        'accept-language': language,
        if (body != null) 'content-type': body.type,
        ...headers,
      }, body?.bytes);
    } on Exception catch (error) {
      throw OfflineException(error);
    }
  }

  static Object? _decoded(List<int> bytes) {
    try {
      return jsonDecode(utf8.decode(bytes));
    } on FormatException {
      return null;
    }
  }
}

/// A body as it goes over the line: JSON, or a form where it holds a file.
class _Body {
  const _Body(this.type, this.bytes);

  factory _Body.of(Object body) =>
      body is Json && body.values.any((v) => v is Upload || v is List<Upload>)
          ? _Body.form(body)
          : _Body.json(body);

  factory _Body.json(Object body) => _Body('application/json', utf8.encode(jsonEncode(body)));

  factory _Body.form(Json fields) {
    final boundary = 'tohfa-${TohfaClient.newKey()}';
    final bytes = <int>[];
    void part(String name, Object? value) {
      bytes.addAll(utf8.encode('--$boundary\r\ncontent-disposition: form-data; name="$name"'));
      if (value is Upload) {
        final file = value.name.replaceAll(RegExp(r'["\r\n\\]'), '_');
        bytes.addAll(utf8.encode('; filename="$file"\r\ncontent-type: ${value.type}\r\n\r\n'));
        bytes.addAll(value.bytes);
      } else {
        final text = value is Map || value is List ? jsonEncode(value) : '$value';
        bytes.addAll(utf8.encode('\r\n\r\n$text'));
      }
      bytes.addAll(const [13, 10]);
    }

    for (final MapEntry(:key, :value) in fields.entries) {
      if (value is List<Upload>) {
        for (final one in value) {
          part(key, one);
        }
      } else {
        part(key, value);
      }
    }
    bytes.addAll(utf8.encode('--$boundary--\r\n'));
    return _Body('multipart/form-data; boundary=$boundary', bytes);
  }

  final String type;
  final List<int> bytes;
}
