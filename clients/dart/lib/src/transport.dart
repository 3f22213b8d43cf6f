import 'dart:async';
import 'dart:io';

/// An answer whose body is still to be read.
class RawAnswer {
  const RawAnswer(this.status, this.headers, this.body);

  final int status;

  /// By name in lower case.
  final Map<String, String> headers;
  final Stream<List<int>> body;

  Future<List<int>> bytes() async {
    final all = <int>[];
    await for (final part in body) {
      all.addAll(part);
    }
    return all;
  }
}

/// What carries requests; the tests put their own in its place, a browser needs one of its own.
abstract interface class Transport {
  Future<RawAnswer> send(String method, Uri address, Map<String, String> headers, List<int>? body);

  void close();
}

/// The platform's own client, on phones and desktops.
class IoTransport implements Transport {
  IoTransport({this.patience = const Duration(seconds: 30)})
      : _client = HttpClient()
          ..connectionTimeout = const Duration(seconds: 10)
          ..autoUncompress = true;

  /// How long an answer may take to begin.
  final Duration patience;
  final HttpClient _client;

  @override
  Future<RawAnswer> send(
      String method, Uri address, Map<String, String> headers, List<int>? body) async {
    final request = await _client.openUrl(method, address);
    request.followRedirects = false;
    headers.forEach(request.headers.set);
    if (body != null) {
      request.contentLength = body.length;
      request.add(body);
    }
    final answer = await request.close().timeout(patience);
    final found = <String, String>{};
    answer.headers.forEach((name, values) => found[name.toLowerCase()] = values.join(', '));
    return RawAnswer(answer.statusCode, found, answer);
  }

  @override
  void close() => _client.close(force: true);
}
