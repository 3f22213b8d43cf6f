import 'dart:async';
import 'dart:convert';

import 'problem.dart';

/// One event of the stream; [data] is its decoded JSON, or its text where it is none.
class ServerEvent {
  const ServerEvent(this.name, this.data, this.id);

  final String name;
  final Object? data;
  final String? id;
}

/// Reads events and opens the stream anew when it breaks, after what was seen last.
///
/// A refusal (signed out, say) ends it; anything else is a gap in the line and is tried again, later
/// and later, until nobody listens any more.
Stream<ServerEvent> serverEvents(
  Future<Stream<List<int>>> Function(String? lastId) open, {
  Duration pause = const Duration(seconds: 1),
  Duration longest = const Duration(minutes: 1),
}) async* {
  String? lastId;
  var failures = 0;
  while (true) {
    try {
      await for (final event in readEvents(await open(lastId))) {
        failures = 0;
        lastId = event.id ?? lastId;
        yield event;
      }
    } on ProblemException {
      rethrow;
    } on Exception {
      // A gap in the line.
    }
    failures++;
    final wait = pause * (1 << (failures > 6 ? 6 : failures - 1));
    await Future<void>.delayed(wait < longest ? wait : longest);
  }
}

/// Reads the format of server-sent events. Source: HTML Living Standard, "Server-sent events".
Stream<ServerEvent> readEvents(Stream<List<int>> bytes) async* {
  var name = '';
  String? id;
  final data = <String>[];
  final lines = bytes.cast<List<int>>().transform(utf8.decoder).transform(const LineSplitter());
  await for (final line in lines) {
    if (line.isEmpty) {
      if (data.isNotEmpty) yield ServerEvent(name.isEmpty ? 'message' : name, _value(data), id);
      name = '';
      data.clear();
      continue;
    }
    final colon = line.indexOf(':');
    if (colon == 0) continue; // a comment that keeps the line open
    final field = colon < 0 ? line : line.substring(0, colon);
    var value = colon < 0 ? '' : line.substring(colon + 1);
    if (value.startsWith(' ')) value = value.substring(1);
    if (field == 'event') name = value;
    if (field == 'data') data.add(value);
    if (field == 'id') id = value;
  }
}

Object? _value(List<String> data) {
  final text = data.join('\n');
  try {
    return jsonDecode(text);
  } on FormatException {
    return text;
  }
}
