/** Carries the calls of the API: signs them, refreshes tokens, repeats what may be repeated. */

export interface TokenPair {
  access: string;
  refresh: string;
}

/** Where tokens are kept; null when the session is over. */
export interface TokenStore {
  read(): Promise<TokenPair | null>;
  write(tokens: TokenPair | null): Promise<void>;
}

export class MemoryTokens implements TokenStore {
  #tokens: TokenPair | null = null;
  async read(): Promise<TokenPair | null> {
    return this.#tokens;
  }
  async write(tokens: TokenPair | null): Promise<void> {
    this.#tokens = tokens;
  }
}

export interface FieldProblem {
  field: string;
  code: string;
  message: string;
}

/** A refusal of the API (RFC 9457). Decide by `code`, show `detail`. */
export class ProblemError extends Error {
  readonly errors: FieldProblem[];
  readonly requestId: string;

  constructor(
    readonly status: number,
    readonly code: string,
    readonly detail: string,
    readonly more: Record<string, unknown> = {},
  ) {
    super(`${code} (${status}): ${detail}`);
    this.errors = Array.isArray(more.errors) ? (more.errors as FieldProblem[]) : [];
    this.requestId = typeof more.request_id === "string" ? more.request_id : "";
  }

  static async of(answer: Response): Promise<ProblemError> {
    try {
      const body = (await answer.json()) as Record<string, unknown>;
      if (typeof body.code === "string") {
        return new ProblemError(answer.status, body.code, String(body.detail), body);
      }
    } catch {
      // A proxy's page, say.
    }
    return new ProblemError(answer.status, "unreadable_answer", `HTTP ${answer.status}`);
  }
}

/** The server could not be reached, however often it was tried. */
export class OfflineError extends Error {}

export interface Options {
  language?: "ar" | "en";
  tokens?: TokenStore;
  /** How often a request is tried in all. */
  attempts?: number;
  /** The first pause in milliseconds; each next one is twice as long. */
  pause?: number;
  fetch?: typeof fetch;
  onSignedOut?: () => void;
}

export interface Call {
  query?: Record<string, unknown>;
  body?: unknown;
  idempotencyKey?: string | undefined;
  isIdempotent?: boolean;
  ifMatch?: string | undefined;
}

export interface ServerEvent {
  name: string;
  data: unknown;
  id: string | null;
}

const EXPIRED = new Set(["token_expired", "invalid_token"]);
const MOST_KEPT = 200;

export class TohfaClient {
  readonly tokens: TokenStore;
  language: "ar" | "en";
  readonly #attempts: number;
  readonly #pause: number;
  readonly #fetch: typeof fetch;
  readonly #onSignedOut: () => void;
  readonly #kept = new Map<string, { tag: string; body: string }>();
  #refreshing: Promise<boolean> | null = null;

  constructor(
    readonly address: string,
    options: Options = {},
  ) {
    this.tokens = options.tokens ?? new MemoryTokens();
    this.language = options.language ?? "ar";
    this.#attempts = options.attempts ?? 4;
    this.#pause = options.pause ?? 1000;
    this.#fetch = options.fetch ?? fetch;
    this.#onSignedOut = options.onSignedOut ?? (() => undefined);
  }

  async signIn(email: string, password: string, otp?: string): Promise<void> {
    const answer = await this.call<TokenPair>("POST", "/api/auth/login/", {
      body: { email, password, ...(otp === undefined ? {} : { otp }) },
    });
    this.#kept.clear();
    await this.tokens.write({ access: answer.access, refresh: answer.refresh });
  }

  async signOut(): Promise<void> {
    const held = await this.tokens.read();
    await this.tokens.write(null);
    this.#kept.clear();
    if (held === null) return;
    const headers = { authorization: `Bearer ${held.access}` };
    await this.#once("POST", this.#where("/api/auth/logout/"), { refresh: held.refresh }, headers).catch(
      () => undefined,
    );
  }

  /** Refreshes once, however many calls wait for it: a refresh token is good for one use. */
  refresh(): Promise<boolean> {
    this.#refreshing ??= this.#refresh().finally(() => {
      this.#refreshing = null;
    });
    return this.#refreshing;
  }

  async #refresh(): Promise<boolean> {
    const held = await this.tokens.read();
    if (held === null) return false;
    const where = this.#where("/api/auth/token/refresh/");
    const answer = await this.#repeated(() => this.#once("POST", where, { refresh: held.refresh }, {}));
    if (answer.ok) {
      const fresh = (await answer.json()) as TokenPair;
      await this.tokens.write({ access: fresh.access, refresh: fresh.refresh });
      return true;
    }
    if (answer.status === 400 || answer.status === 401) {
      await this.tokens.write(null);
      this.#kept.clear();
      this.#onSignedOut();
    }
    return false;
  }

  async call<T>(method: string, path: string, options: Call = {}): Promise<T> {
    const where = this.#where(path, options.query);
    const key = `${this.language} ${where}`;
    const kept = method === "GET" ? this.#kept.get(key) : undefined;
    const headers: Record<string, string> = {};
    if (kept) headers["if-none-match"] = kept.tag;
    if (options.isIdempotent) headers["idempotency-key"] = options.idempotencyKey ?? crypto.randomUUID();
    if (options.ifMatch) headers["if-match"] = options.ifMatch;
    const answer = await this.#send(method, where, options.body, headers, {
      mayRepeat: options.isIdempotent === true || ["GET", "PUT", "DELETE"].includes(method),
    });
    if (answer.status === 304 && kept) return JSON.parse(kept.body) as T;
    const text = await answer.text();
    const tag = answer.headers.get("etag");
    if (method === "GET" && tag) {
      this.#kept.delete(key);
      this.#kept.set(key, { tag, body: text });
      const oldest = this.#kept.keys().next().value;
      if (this.#kept.size > MOST_KEPT && oldest !== undefined) this.#kept.delete(oldest);
    }
    return (text ? JSON.parse(text) : undefined) as T;
  }

  async bytes(method: string, path: string, options: Call = {}): Promise<Uint8Array> {
    const answer = await this.#send(method, this.#where(path, options.query), options.body, {}, {
      mayRepeat: method === "GET",
    });
    return new Uint8Array(await answer.arrayBuffer());
  }

  async *pages<T>(path: string, query: Record<string, unknown> = {}): AsyncGenerator<T> {
    let page = await this.call<{ next: string | null; results: T[] }>("GET", path, { query });
    for (;;) {
      yield* page.results;
      if (page.next === null) return;
      const next = new URL(page.next);
      page = await this.call("GET", next.pathname + next.search);
    }
  }

  /** What happens to the person who is signed in; comes back by itself after a gap. */
  async *events(signal?: AbortSignal): AsyncGenerator<ServerEvent> {
    let last: string | null = null;
    for (let failures = 0; !signal?.aborted; failures++) {
      try {
        const headers: Record<string, string> = { accept: "text/event-stream" };
        if (last !== null) headers["last-event-id"] = last;
        const where = this.#where("/api/notifications/stream/");
        const answer = await this.#send("GET", where, undefined, headers, { mayRepeat: true, signal });
        for await (const event of readEvents(answer.body!)) {
          failures = 0;
          last = event.id ?? last;
          yield event;
        }
      } catch (error) {
        if (error instanceof ProblemError || signal?.aborted) throw error;
      }
      await rest(Math.min(this.#pause * 2 ** Math.min(failures, 6), 60_000));
    }
  }

  #where(path: string, query: Record<string, unknown> = {}): string {
    const url = new URL(path, this.address);
    for (const [name, value] of Object.entries(query)) {
      if (value !== undefined && value !== null) url.searchParams.append(name, String(value));
    }
    return url.toString();
  }

  async #send(
    method: string,
    where: string,
    body: unknown,
    headers: Record<string, string>,
    { mayRepeat, signal }: { mayRepeat: boolean; signal?: AbortSignal | undefined },
  ): Promise<Response> {
    const attempt = async (): Promise<Response> => {
      const held = await this.tokens.read();
      const signed = (tokens: TokenPair | null): Record<string, string> =>
        tokens ? { ...headers, authorization: `Bearer ${tokens.access}` } : headers;
      const answer = await this.#once(method, where, body, signed(held), signal);
      if (answer.status !== 401 || held === null) return answer;
      const problem = await ProblemError.of(answer);
      if (!EXPIRED.has(problem.code)) throw problem;
      // Another call may have refreshed while this one was under way.
      const now = await this.tokens.read();
      if (now?.access === held.access && !(await this.refresh())) throw problem;
      return this.#once(method, where, body, signed(await this.tokens.read()), signal);
    };
    const answer = mayRepeat ? await this.#repeated(attempt) : await attempt();
    if (answer.ok || answer.status === 304) return answer;
    throw await ProblemError.of(answer);
  }

  async #repeated(attempt: () => Promise<Response>): Promise<Response> {
    for (let tried = 1; ; tried++) {
      let wait = this.#pause * 2 ** (tried - 1);
      try {
        const answer = await attempt();
        if (tried >= this.#attempts || !(answer.status === 429 || answer.status >= 500)) return answer;
        const asked = Number(answer.headers.get("retry-after"));
        if (asked > 0) wait = asked * 1000;
        await answer.arrayBuffer();
      } catch (error) {
        if (!(error instanceof OfflineError) || tried >= this.#attempts) throw error;
      }
      await rest(wait);
    }
  }

  async #once(
    method: string,
    where: string,
    body: unknown,
    headers: Record<string, string>,
    signal?: AbortSignal,
  ): Promise<Response> {
    const form = asForm(body);
    const init: RequestInit = {
      method,
      headers: {
        accept: "application/json",
        "accept-language": this.language,
        ...(body === undefined || form ? {} : { "content-type": "application/json" }),
        ...headers,
      },
      redirect: "manual",
    };
    if (body !== undefined) init.body = form ?? JSON.stringify(body);
    if (signal) init.signal = signal;
    try {
      return await this.#fetch(where, init);
    } catch (error) {
      throw new OfflineError(String(error));
    }
  }
}

/** Gives a form where a body holds files, else null. */
function asForm(body: unknown): FormData | null {
  if (typeof body !== "object" || body === null) return null;
  const fields = Object.entries(body);
  const files = (value: unknown): Blob[] =>
    (Array.isArray(value) ? value : [value]).filter((one) => one instanceof Blob);
  if (!fields.some(([, value]) => files(value).length)) return null;
  const form = new FormData();
  for (const [name, value] of fields) {
    if (files(value).length) for (const file of files(value)) form.append(name, file);
    else if (value !== undefined && value !== null)
      form.append(name, typeof value === "object" ? JSON.stringify(value) : String(value));
  }
  return form;
}

/** Reads the format of server-sent events. Source: HTML Living Standard, "Server-sent events". */
export async function* readEvents(body: ReadableStream<Uint8Array>): AsyncGenerator<ServerEvent> {
  let rest = "";
  let name = "";
  let id: string | null = null;
  let data: string[] = [];
  const reader = body.pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>).getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    const lines = (rest + value).split(/\r\n|\n|\r/);
    rest = lines.pop() ?? "";
    for (const line of lines) {
      if (line === "") {
        if (data.length) yield { name: name || "message", data: decoded(data.join("\n")), id };
        name = "";
        data = [];
      } else if (!line.startsWith(":")) {
        const [, field, text] = /^([^:]*):? ?(.*)$/.exec(line) ?? [];
        if (field === "event") name = text ?? "";
        if (field === "data") data.push(text ?? "");
        if (field === "id") id = text ?? null;
      }
    }
  }
}

function decoded(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function rest(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
