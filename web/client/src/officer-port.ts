// The page's end of the vault: one worker, called by verbs.
import { Fault, type OpenedReport } from "./officer-vault.ts";

interface TrustedPolicy { createScriptURL(url: string): string }
declare const trustedTypes: { createPolicy(name: string, rules: { createScriptURL(url: string): string }): TrustedPolicy } | undefined;

type Progress = (part: number, of: number) => void;

/** Where messages to the worker go. */
interface Wire {
  postMessage(message: unknown): void;
  onmessage: ((e: MessageEvent) => void) | null;
}

let wire: Wire | null = null;
let own = false;
let calls = 0;
const waiting = new Map<number, { done: (value: unknown) => void; fail: (err: Error) => void; progress?: Progress | undefined }>();

/** livesInPage tells whether the vault dies with this document, so that pages must be swapped in place. */
export const livesInPage = (): boolean => own;

/** connect starts or finds the worker at url. A shared one is used only where the browser lets it outlive a page: a plain one
 * dies at every navigation. Whether it does shows in its reading the option. */
export function connect(url: string): void {
  const policy = typeof trustedTypes === "undefined" ? { createScriptURL: (u: string) => u } : trustedTypes.createPolicy("netra", { createScriptURL: (u) => u });
  wire = shared(policy.createScriptURL(url), policy.createScriptURL("http://[")) ?? dedicated(policy.createScriptURL(url));
  wire.onmessage = receive;
  stayKnown();
}

function shared(url: string, nowhere: string): Wire | null {
  if (typeof SharedWorker === "undefined" || !navigator.locks) return null;
  let read = false;
  const probe = {
    get extendedLifetime() {
      read = true;
      return true;
    },
  };
  try {
    new SharedWorker(nowhere, probe as WorkerOptions); // no such address: only its options are looked at
  } catch {
    // always
  }
  if (!read) return null;
  return new SharedWorker(url, { name: "netra", extendedLifetime: true } as WorkerOptions).port;
}

function dedicated(url: string): Wire {
  own = true;
  return new Worker(url);
}

function receive({ data }: MessageEvent): void {
  if (data.event === "locked") {
    document.dispatchEvent(new Event("netra:locked"));
    return;
  }
  const call = waiting.get(data.n);
  if (!call) return;
  if ("part" in data) return call.progress?.(data.part, data.of);
  waiting.delete(data.n);
  if ("fault" in data) call.fail(new Fault(data.fault));
  else call.done(data.value);
}

/** stayKnown lets the worker see when this page is gone, by a lock that ends with it, and when somebody is at it. */
function stayKnown(): void {
  if (!own) {
    const page = "netra-page-" + crypto.getRandomValues(new Uint32Array(4)).join("-");
    void navigator.locks.request(page, () => {
      wire?.postMessage({ hello: page });
      return new Promise(() => {});
    });
  }
  let last = 0;
  const touch = () => {
    if (Date.now() - last < 20_000) return;
    last = Date.now();
    wire?.postMessage({ touch: true });
  };
  for (const event of ["pointerdown", "keydown", "scroll"]) addEventListener(event, touch, { passive: true, capture: true });
}

function call<T>(verb: string, args: unknown[], progress?: Progress): Promise<T> {
  const n = ++calls;
  return new Promise<T>((done, fail) => {
    waiting.set(n, { done: done as (value: unknown) => void, fail, progress });
    wire?.postMessage({ n, verb, args });
  });
}

/** vault has the worker's verbs; each may be refused with a Fault. */
export const vault = {
  state: () => call<{ unlocked: boolean; user: string }>("state", []),
  lock: () => call<void>("lock", []),
  signIn: (instance: string, user: string, phrase: string, code: string) => call<void>("signIn", [instance, user, phrase, code]),
  unlock: (instance: string, user: string, phrase: string) => call<void>("unlock", [instance, user, phrase]),
  draft: (token: string, user: string) => call<string[]>("draft", [token, user]),
  typed: (instance: string, phrase: string, first: boolean) => call<string>("typed", [instance, phrase, first]),
  enrol: (name: string, code: string) => call<void>("enrol", [name, code]),
  fingerprint: (recipient: string) => call<string[]>("fingerprint", [recipient]),
  ownFingerprint: () => call<string[]>("ownFingerprint", []),
  give: (officer: string, recipient: string) => call<void>("give", [officer, recipient]),
  opened: (report: string) => call<OpenedReport | null>("opened", [report]),
  open: (report: string) => call<OpenedReport>("open", [report]),
  ask: (report: string, day: string, text: string) => call<OpenedReport>("ask", [report, day, text]),
  file: (report: string, file: string, progress: Progress) => call<Blob>("file", [report, file], progress),
};
