// The worker in which an officer's vault lives: a shared one that outlives page changes where the browser offers that, else one
// of the page's own. It locks itself, since it may outlive its tab: after 15 minutes without activity, 60 seconds after the last
// page is gone, at sign-out, and when the session has ended.
import { Fault, Vault } from "../officer-vault.ts";

const idle = 15 * 60_000; // ms
const orphaned = 60_000;
const look = 5_000;
const askServer = 60_000;

/** A verb as pages post it; the answer has the same n. */
interface Call {
  n: number;
  verb: string;
  args: unknown[];
}

const vault = new Vault();
const ports = new Set<MessagePort>();
const pages = new Set<string>(); // names of locks that living pages hold
let active = Date.now();
let lastPage = Date.now();
let asked = Date.now();

function lock(): void {
  const was = vault.unlocked;
  vault.lock();
  if (was) for (const p of ports) p.postMessage({ event: "locked" });
}

/** hello waits for the end of a page: then the lock that it held falls to the worker. */
function hello(page: string): void {
  pages.add(page);
  void navigator.locks.request(page, () => {
    pages.delete(page);
    lastPage = Date.now();
  });
}

async function answer(port: MessagePort, { n, verb, args }: Call): Promise<unknown> {
  const a = args as string[];
  switch (verb) {
    case "state": return vault.state();
    case "lock": return lock();
    case "signIn": return vault.signIn(a[0]!, a[1]!, a[2]!, a[3]!);
    case "unlock": return vault.unlock(a[0]!, a[1]!, a[2]!);
    case "draft": return vault.draft(a[0]!, a[1]!);
    case "typed": return vault.typed(a[0]!, a[1]!, Boolean(args[2]));
    case "enrol": return vault.enrol(a[0]!, a[1]!);
    case "fingerprint": return vault.fingerprint(a[0]!);
    case "ownFingerprint": return vault.ownFingerprint();
    case "give": return vault.give(a[0]!, a[1]!);
    case "opened": return vault.opened(a[0]!);
    case "open": return vault.open(a[0]!);
    case "ask": return vault.ask(a[0]!, a[1]!, a[2]!);
    case "file": return vault.file(a[0]!, a[1]!, (part, of) => port.postMessage({ n, part, of }));
  }
  throw new Fault("failed");
}

function connect(port: MessagePort): void {
  ports.add(port);
  port.onmessage = ({ data }: MessageEvent<Call | { touch: true } | { hello: string }>) => {
    if ("hello" in data) return hello(data.hello);
    active = Date.now();
    if ("touch" in data) return;
    answer(port, data).then(
      (value) => port.postMessage({ n: data.n, value }),
      (err: unknown) => {
        const fault = err instanceof Fault ? err.code : "failed";
        if (fault === "signedout") lock();
        port.postMessage({ n: data.n, fault });
      },
    );
  };
}

async function watch(): Promise<void> {
  if (!vault.unlocked) return;
  const now = Date.now();
  if (now - active > idle || (pages.size === 0 && now - lastPage > orphaned)) return lock();
  if (now - asked < askServer) return;
  asked = now;
  const r = await fetch("/petugas/hidup", { credentials: "same-origin", cache: "no-store" }).catch(() => null);
  if (r?.status === 401) lock();
}

setInterval(() => void watch(), look);

if ("onconnect" in self) {
  self.addEventListener("connect", (e) => {
    for (const p of (e as MessageEvent).ports) connect(p);
  });
} else {
  pages.add("own"); // it ends with its page
  connect(self as unknown as MessagePort);
}
