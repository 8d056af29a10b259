// What officers' pages share: which script part belongs to which page, texts that the page has ready, and the opened report.
import { connect, livesInPage, vault } from "./officer-port.ts";
import { Fault, type OpenedReport } from "./officer-vault.ts";

export { vault } from "./officer-port.ts";
export { Fault, type Mark, type Message, type OpenedFile, type OpenedReport, type ReportContent } from "./officer-vault.ts";

type Start = (main: HTMLElement) => void;

const pages = new Map<string, Start>();

/** page names what starts on pages whose <main> has this data-page. */
export function page(name: string, start: Start): void {
  pages.set(name, start);
}

/** begin connects the vault and starts the page that is shown; where the vault lives in the page, later ones are swapped in. */
export function begin(): void {
  connect(document.body.dataset.vault ?? "");
  if (livesInPage()) swapPages();
  document.addEventListener("submit", (e) => {
    if ((e.submitter as HTMLElement | null)?.hasAttribute("data-lock")) void vault.lock();
  });
  startPage();
}

function startPage(): void {
  const main = document.querySelector("main");
  if (main) pages.get(main.dataset.page ?? "")?.(main);
}

// ---- Elements

export const one = <T extends HTMLElement = HTMLElement>(root: ParentNode, selector: string): T => {
  const e = root.querySelector<T>(selector);
  if (!e) throw new Error("page lacks " + selector);
  return e;
};

export const instance = (): string => document.body.dataset.instance ?? "";

/** say shows of the messages that root has ready those of this name, and hides the others. It tells whether there was one. */
export function say(root: ParentNode, name: string): boolean {
  let first: HTMLElement | null = null;
  for (const e of root.querySelectorAll<HTMLElement>("[data-say]")) {
    e.hidden = e.dataset.say !== name;
    if (!e.hidden) first ??= e;
  }
  const input = first?.closest(".field")?.querySelector("input");
  for (const i of root.querySelectorAll("input[aria-invalid]")) i.removeAttribute("aria-invalid");
  if (input) {
    input.setAttribute("aria-invalid", "true");
    input.focus();
  }
  return first !== null;
}

/** text gives a text that the page has ready. */
export const text = (name: string): string => document.querySelector(`[data-text="${name}"]`)?.textContent ?? "";

/** tried runs what a button starts: says that it is busy, then nothing or what went wrong. */
export async function tried(root: ParentNode, work: () => Promise<void>): Promise<void> {
  const buttons = [...root.querySelectorAll<HTMLButtonElement>("button")];
  for (const b of buttons) b.disabled = true;
  say(root, "busy");
  try {
    await work();
    say(root, "");
  } catch (err) {
    if (!(err instanceof Fault && say(root, err.code))) say(root, "failed");
  } finally {
    for (const b of buttons) b.disabled = false;
  }
}

export function fillWords(list: Element, words: string[]): void {
  list.replaceChildren(...words.map((w) => {
    const li = document.createElement("li");
    li.textContent = w;
    return li;
  }));
}

/** date writes a day as people read it; what is no day of the calendar stays as it is. */
export function date(day: string): string {
  const t = new Date(/^\d{4}-\d\d-\d\d$/.test(day) ? day + "T00:00:00Z" : NaN);
  if (Number.isNaN(t.getTime()) || !t.toISOString().startsWith(day)) return day;
  return new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "full", timeZone: "UTC" }).format(t);
}

// ---- The unlocked vault and the opened report

/** unlocked waits until the vault is open, asking for the passphrase by the page's form #buka-kunci if it is not. */
export async function unlocked(): Promise<void> {
  const user = document.body.dataset.user ?? "";
  const state = await vault.state();
  if (state.unlocked && state.user === user) return;
  const form = one<HTMLFormElement>(document, "#buka-kunci");
  const phrase = one<HTMLInputElement>(form, "input");
  form.hidden = false;
  form.scrollIntoView();
  phrase.focus();
  await new Promise<void>((done) => {
    form.onsubmit = (e) => {
      e.preventDefault();
      void tried(form, async () => {
        const typed = phrase.value;
        await vault.unlock(instance(), user, typed);
        phrase.value = "";
        form.hidden = true;
        done();
      });
    };
  });
}

/** openReport gives a report in the clear, for a page's script: from the vault's memory, or by opening it, which is recorded in the
 * log. It asks for the passphrase first if the vault is locked; the page must have the form "unlock". The content is the officer's
 * to see and must go nowhere else unless they send it. */
export async function openReport(id: string): Promise<OpenedReport> {
  await unlocked();
  return (await vault.opened(id)) ?? (await vault.open(id));
}

let places: Promise<Map<string, string>> | null = null;

/** placeName names a place of the office's region without asking the server for it, or gives its code. */
export async function placeName(code: string): Promise<string> {
  places ??= fetch("/petugas/tempat", { credentials: "same-origin" }).then((r) => (r.ok ? r.text() : "")).then((lines) =>
    new Map(lines.split("\n").map((l): [string, string] => [l.slice(0, l.indexOf("\t")), l.slice(l.indexOf("\t") + 1)])));
  const names = await places.catch(() => new Map<string, string>());
  const parts = [];
  for (let c = code; c !== ""; c = c.slice(0, Math.max(0, c.lastIndexOf(".")))) {
    const name = names.get(c);
    if (name) parts.push(name);
  }
  return parts.length > 0 ? parts.join(", ") : code;
}

// ---- Pages swapped in place

interface NavigateEvent extends Event {
  canIntercept: boolean;
  hashChange: boolean;
  downloadRequest: string | null;
  formData: FormData | null;
  navigationType: string;
  destination: { url: string };
  intercept(options: { handler: () => Promise<void> }): void;
}

/** swapPages keeps the document, and with it the vault's worker, through links, forms, back and forward. A page is fetched as a
 * document, so that nothing of it runs, and takes this one's place. */
function swapPages(): void {
  const navigation = (window as unknown as { navigation?: EventTarget }).navigation;
  if (!navigation) return; // every page asks for the passphrase then
  let download = false; // a file comes, and this page stays
  document.addEventListener("submit", (e) => { download = (e.target as HTMLElement).hasAttribute("data-download"); });
  navigation.addEventListener("navigate", (event) => {
    const e = event as NavigateEvent;
    const url = new URL(e.destination.url);
    const leave = shown || !e.canIntercept || e.hashChange || e.downloadRequest !== null || e.navigationType === "reload" || download ||
      url.origin !== location.origin || !/^\/petugas(\/|$)/.test(url.pathname);
    download = false;
    const from = location.href;
    if (!leave) e.intercept({ handler: () => swap(e.destination.url, e.formData, from) });
  });
}

/** swap fetches a page and shows it, be it one that says what went wrong. Without an answer this page stays, with all in it. */
function swap(url: string, form: FormData | null, from: string): Promise<void> {
  return new Promise((done) => {
    const xhr = new XMLHttpRequest();
    xhr.open(form ? "POST" : "GET", url);
    xhr.setRequestHeader("Accept", "text/html");
    xhr.responseType = "document";
    xhr.onloadend = () => {
      const next = xhr.responseXML;
      if (next?.querySelector("main")) show(next, xhr.responseURL);
      else {
        setAddress(from);
        unanswered(true);
      }
      done();
    };
    xhr.send(form ? new URLSearchParams([...form].map(([k, v]): [string, string] => [k, String(v)])) : null);
  });
}

/** unanswered says that no page came, above the one that is shown. */
function unanswered(yes: boolean): void {
  const line = document.querySelector<HTMLElement>("#putus");
  if (!line) return;
  line.hidden = !yes;
  line.scrollIntoView();
}

let shown = false; // while the address is corrected to that of the page that is shown, which is a navigation too

function setAddress(url: string): void {
  shown = true;
  history.replaceState(null, "", url);
  shown = false;
}

function show(next: Document, url: string): void {
  setAddress(url);
  document.title = next.title;
  document.documentElement.lang = next.documentElement.lang;
  document.body.className = next.body.className;
  for (const k of Object.keys(document.body.dataset)) delete document.body.dataset[k];
  for (const [k, v] of Object.entries(next.body.dataset)) document.body.dataset[k] = v ?? "";
  document.body.replaceChildren(...[...next.body.childNodes].map((n) => document.adoptNode(n)));
  scrollTo(0, 0);
  const head = document.querySelector<HTMLElement>("main h1");
  head?.setAttribute("tabindex", "-1");
  head?.focus();
  startPage();
}
