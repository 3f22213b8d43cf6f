/// A file to be sent, in memory: pictures are shrunk before they are sent, so they fit.
class Upload {
  const Upload(this.name, this.bytes, {this.type = 'application/octet-stream'});

  final String name;
  final List<int> bytes;
  final String type;
}
