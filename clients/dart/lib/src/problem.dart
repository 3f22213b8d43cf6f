import 'models.dart' show Json;

/// One field that is not valid: `field` is a dotted path such as `items.0.quantity`.
class FieldProblem {
  const FieldProblem(this.field, this.code, this.message);

  final String field;
  final String code;
  final String message;
}

/// A refusal of the API (RFC 9457). Decide by [code], show [detail].
class ProblemException implements Exception {
  const ProblemException(this.status, this.code, this.title, this.detail,
      {this.errors = const [], this.requestId = '', this.more = const {}});

  /// Reads a body; what is none of ours (a proxy's page) becomes the code `unreadable_answer`.
  factory ProblemException.of(int status, Object? body) {
    if (body is! Json || body['code'] is! String) {
      return ProblemException(status, 'unreadable_answer', 'HTTP $status', 'HTTP $status');
    }
    final errors = body['errors'];
    return ProblemException(
      status,
      body['code'] as String,
      '${body['title'] ?? ''}',
      '${body['detail'] ?? ''}',
      errors: [
        if (errors is List<Object?>)
          for (final e in errors)
            if (e is Json) FieldProblem('${e['field']}', '${e['code']}', '${e['message']}'),
      ],
      requestId: '${body['request_id'] ?? ''}',
      more: body,
    );
  }

  final int status;
  final String code;
  final String title;
  final String detail;
  final List<FieldProblem> errors;

  /// What support asks for.
  final String requestId;

  /// The whole body: some refusals say more, such as which pieces there are not enough of.
  final Json more;

  /// The sentence for one field of a form, or null.
  String? messageFor(String field) {
    for (final error in errors) {
      if (error.field == field) return error.message;
    }
    return null;
  }

  @override
  String toString() => '$code ($status): $detail';
}

/// The server could not be reached, however often it was tried.
class OfflineException implements Exception {
  const OfflineException(this.cause);

  final Object cause;

  @override
  String toString() => 'no answer: $cause';
}
