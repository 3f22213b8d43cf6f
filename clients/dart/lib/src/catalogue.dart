import 'client.dart';
import 'models.dart' show Json;

/// Where an app keeps its copy of the catalogue: a table by id, and when it was up to date.
abstract interface class CatalogueStore {
  Future<String?> syncedUntil();

  /// Takes one batch over: in one transaction, so that a crash leaves the copy as of the batch before.
  Future<void> apply({required List<Json> changed, required List<int> gone, String? syncedUntil});
}

class MemoryCatalogue implements CatalogueStore {
  final Map<int, Json> pieces = {};
  String? _until;

  @override
  Future<String?> syncedUntil() async => _until;

  @override
  Future<void> apply(
      {required List<Json> changed, required List<int> gone, String? syncedUntil}) async {
    for (final card in changed) {
      pieces[card['id'] as int] = card;
    }
    gone.forEach(pieces.remove);
    _until = syncedUntil ?? _until;
  }
}

/// Keeps a copy of the catalogue for the time without a line.
class CatalogueSync {
  const CatalogueSync(this.client, this.store);

  final TohfaClient client;
  final CatalogueStore store;

  /// Everything there ever was, where nothing is known yet.
  static const _beginning = '2020-01-01T00:00:00Z';

  /// Brings the copy up to date; gives how many rows came. Broken off, it goes on from the last time
  /// it was whole: rows may come twice, none is missed.
  Future<int> run() async {
    var count = 0;
    String? until;
    Object? page = await client.call('GET', '/api/products/',
        query: {'updated_since': await store.syncedUntil() ?? _beginning, 'page_size': 100});
    while (page is Json) {
      final rows = (page['results'] as List<Object?>).cast<Json>();
      // What to ask with the next time is what held before the first page was read.
      until ??= page['synced_until'] as String?;
      final next = page['next'] as String?;
      await store.apply(
        changed: [for (final row in rows) if (row['is_active'] != false) row],
        gone: [for (final row in rows) if (row['is_active'] == false) row['id'] as int],
        syncedUntil: next == null ? until : null,
      );
      count += rows.length;
      if (next == null) break;
      final uri = Uri.parse(next);
      page = await client.call('GET', uri.path, query: uri.queryParametersAll);
    }
    return count;
  }
}
