import 'dart:collection';

/// The two tokens of a session.
class TokenPair {
  const TokenPair(this.access, this.refresh);

  final String access;
  final String refresh;
}

/// Where tokens are kept. An app gives one on top of the platform's secure storage.
abstract interface class TokenStore {
  Future<TokenPair?> read();

  /// Null when the session is over.
  Future<void> write(TokenPair? tokens);
}

class MemoryTokens implements TokenStore {
  TokenPair? _tokens;

  @override
  Future<TokenPair?> read() async => _tokens;

  @override
  Future<void> write(TokenPair? tokens) async => _tokens = tokens;
}

/// A body that is shown again as long as the server says that nothing has changed.
class Kept {
  const Kept(this.tag, this.body);

  final String tag;
  final String body;
}

/// Where answers are kept by address and language.
abstract interface class AnswerStore {
  Future<Kept?> read(String key);

  Future<void> write(String key, Kept kept);

  /// What one person was shown is not for the next one.
  Future<void> clear();
}

class MemoryAnswers implements AnswerStore {
  MemoryAnswers({this.most = 200});

  final int most;
  final _kept = LinkedHashMap<String, Kept>();

  @override
  Future<Kept?> read(String key) async {
    final found = _kept.remove(key);
    if (found != null) _kept[key] = found;
    return found;
  }

  @override
  Future<void> write(String key, Kept kept) async {
    _kept.remove(key);
    _kept[key] = kept;
    if (_kept.length > most) _kept.remove(_kept.keys.first);
  }

  @override
  Future<void> clear() async => _kept.clear();
}
