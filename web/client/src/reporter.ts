// What the reporter's pages share: fetching pages without leaving this one, and the keys while the page is open. Nothing is kept
// anywhere but in this script's memory.
import { type Bytes, concat, toBase64 } from "./bytes.ts";
import { contentRoot, dayHeader, type Keys, type Kind, newStatement, saltOf, sealStatement, type Statement } from "./vault.ts";

/** prefix is "/en" on English pages. */
export const prefix = document.documentElement.lang === "en" ? "/en" : "";

/** A Refused answer has the status that the server gave, 0 if there was none. */
export class Refused extends Error {
  constructor(readonly status: number, readonly page: Document | null) {
    super("refused");
  }
}

/** tell shows in a box why something failed: in the words of the error page that came, else in those given. null empties the box. */
export function tell(box: HTMLElement, words: string | null, e?: unknown): void {
  const said = e instanceof Refused && e.page ? Array.from(e.page.querySelectorAll(".measure > h1, .measure > .lead, .measure > .lead + p")) : [];
  const texts = said.length > 0 ? said.map((p) => p.textContent) : words === null ? [] : [words];
  box.replaceChildren(...texts.map((text) => {
    const p = document.createElement("p");
    p.textContent = text;
    return p;
  }));
  box.hidden = texts.length === 0;
}

/** fault puts before a field what is wrong with it, for eyes and ears; null takes that away. */
export function fault(input: HTMLElement, text: string | null): void {
  const field = input.closest<HTMLElement>(".field")!;
  const id = "e-" + input.id;
  const described = (input.getAttribute("aria-describedby") ?? "").split(" ").filter((d) => d !== "" && d !== id);
  field.querySelector(".err")?.remove();
  field.classList.toggle("bad", text !== null);
  input.removeAttribute("aria-invalid");
  if (text !== null) {
    const err = document.createElement("span");
    err.className = "err";
    err.id = id;
    err.textContent = text;
    input.before(err);
    described.push(id);
    input.setAttribute("aria-invalid", "true");
  }
  if (described.length > 0) input.setAttribute("aria-describedby", described.join(" "));
  else input.removeAttribute("aria-describedby");
}

let day = "";

/** today is the day at the receiving office, as the server said last. */
export const today = (): string => day;

/** itIs notes the day that a page names. */
export const itIs = (d: string | undefined): void => {
  if (d) day = d;
};

type Body = URLSearchParams | Blob | string | null;

function request(method: string, path: string, headers: Record<string, string>, body: Body, type: XMLHttpRequestResponseType,
  progress?: (sent: number) => void): Promise<XMLHttpRequest> {
  return new Promise((resolve, reject) => {
    const x = new XMLHttpRequest();
    x.open(method, prefix + path);
    x.responseType = type;
    for (const [name, value] of Object.entries(headers)) x.setRequestHeader(name, value);
    if (progress) x.upload.onprogress = (e) => progress(e.loaded);
    x.onload = () => {
      itIs(x.getResponseHeader("Netra-Hari") ?? undefined);
      settle();
    };
    const settle = () => (x.status < 400 ? resolve(x) : reject(new Refused(x.status, type === "document" ? x.responseXML : null)));
    x.onerror = x.ontimeout = x.onabort = () => reject(new Refused(0, null));
    x.send(body instanceof URLSearchParams ? body.toString() : body);
  });
}

const formType = { "Content-Type": "application/x-www-form-urlencoded" };
const jsonType = { "Content-Type": "application/json" };

/** page fetches a page. As a document it never passes through HTML text here. */
export const page = async (path: string, form?: URLSearchParams): Promise<Document> =>
  (await request(form ? "POST" : "GET", path, form ? formType : {}, form ?? null, "document")).responseXML!;

/** pageOf is page for what a script made. */
export const pageOf = async (path: string, data: object): Promise<Document> =>
  (await request("POST", path, jsonType, JSON.stringify(data), "document")).responseXML!;

export const json = async (path: string, data: object): Promise<any> =>
  (await request("POST", path, jsonType, JSON.stringify(data), "json")).response;

/** send posts bytes, or JSON of data, and gives the answer as text. */
export const send = async (path: string, headers: Record<string, string>, body: Blob | object, progress?: (sent: number) => void): Promise<string> =>
  (await (body instanceof Blob
    ? request("POST", path, { ...headers, "Content-Type": "application/octet-stream" }, body, "text", progress)
    : request("POST", path, { ...headers, ...jsonType }, JSON.stringify(body), "text"))).response;

/** show puts a fetched page's main in the place of this one's. */
export function show(doc: Document): HTMLElement {
  const main = document.importNode(doc.querySelector("main")!, true);
  document.querySelector("main")!.replaceWith(main);
  document.title = doc.title;
  scrollTo(0, 0);
  const head = main.querySelector<HTMLElement>("h1");
  head?.setAttribute("tabindex", "-1");
  head?.focus();
  return main;
}

export function one<T extends HTMLElement = HTMLElement>(root: ParentNode, selector: string): T {
  const e = root.querySelector<T>(selector);
  if (!e) throw new Error("page lacks " + selector);
  return e;
}

/** A Holder is a reporter with the keys of the words, who knows the report. */
export interface Holder {
  keys: Keys;
  report: string; // id
  recipient: string; // of the report key
}

/** login is what the server asks for instead of the words. */
export const login = (k: Keys): string => toBase64(concat(k.lookup, k.login));

/** A Sealed statement as the server takes it. */
export interface Sealed {
  id: string;
  statement: Bytes;
  content: Bytes; // H
  salt: Bytes; // of the leaf
  day: string;
}

/** sealSaid signs and seals what the reporter says on a day. */
export async function sealSaid(h: Holder, kind: Kind, id: string, day: string, content: string): Promise<Sealed> {
  return sealFor(h.recipient, h.keys, newStatement(kind, h.report, id, dayHeader(day), content, h.keys.salt), day);
}

export async function sealFor(recipient: string, keys: Keys, s: Statement, day: string): Promise<Sealed> {
  return { id: s.id, statement: await sealStatement(recipient, s, keys.sign), content: contentRoot(s), salt: saltOf(keys.salt, s.id, "leaf"), day };
}

/** asJSON writes a sealed statement for the server. */
export const asJSON = (s: Sealed): object =>
  ({ id: s.id, statement: toBase64(s.statement), content: toBase64(s.content), salt: toBase64(s.salt), day: s.day });

/** able tells whether this browser has what sealing and these pages need; else they stay plain forms. */
export const able = (): boolean =>
  typeof crypto !== "undefined" && typeof crypto.getRandomValues === "function" && typeof BigInt === "function" &&
  "arrayBuffer" in Blob.prototype && "replaceChildren" in Element.prototype;
