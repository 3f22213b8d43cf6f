/// The client of Tohfa, the marketplace for handmade goods.
library;

export 'src/api.dart';
export 'src/catalogue.dart';
export 'src/client.dart';
export 'src/events.dart' show ServerEvent;
export 'src/models.dart';
export 'src/problem.dart';
export 'src/stores.dart';
export 'src/transport.dart';
export 'src/upload.dart';
