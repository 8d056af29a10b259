// The report page: opening, reading, evidence, questions.
import {
  date, type Mark, one, openReport, page, placeName, text, tried, unlocked, vault, type Message, type OpenedFile, type OpenedReport,
} from "./officer.ts";

/** Files above this are opened with netra open: a browser spills big Blobs to disk. */
const maxShown = 256 << 20;

page("laporan", (main) => {
  const root = one(main, "#laporan");
  const id = root.dataset.report ?? "";
  const sealed = one(root, "section[data-state=sealed]");
  const again = one(root, "#lagi");
  const show = (r: OpenedReport) => {
    for (const e of root.querySelectorAll<HTMLElement>("[data-state]")) e.hidden = (e.dataset.state === "sealed");
    fill(root, r);
  };

  one(root, "[data-do=open]").onclick = () => void tried(sealed, async () => {
    show(await openReport(id));
    one(root, "#c").focus();
  });
  one(again, "[data-do=again]").onclick = () => void unlocked().then(() => tried(again, async () => show(await vault.open(id))));
  one(root, "[data-do=lock]").onclick = () => void vault.lock();
  document.addEventListener("netra:locked", () => {
    if (root.isConnected) location.reload(); // else another page is shown by now, on which somebody may be writing
  }, { once: true });

  const ask = one<HTMLFormElement>(root, "#tanya");
  const question = one<HTMLTextAreaElement>(ask, "textarea");
  ask.onsubmit = (e) => {
    e.preventDefault();
    const typed = question.value.trim();
    if (typed === "") return question.focus();
    void tried(ask, async () => {
      show(await vault.ask(id, root.dataset.day ?? "", typed));
      question.value = "";
    }).then(() => { if (question.value === "") one(ask, "[data-say=sent]").hidden = false; });
  };

  void vault.state().then(async (s) => {
    const known = s.unlocked && s.user === document.body.dataset.user ? await vault.opened(id) : null;
    if (known) show(known);
  });
});

function fill(root: ParentNode, r: OpenedReport): void {
  const c = r.content;
  const put = (name: string, value: string) => { one(root, `[data-fill="${name}"]`).textContent = value || text("unsaid"); };
  put("account", c.account);
  put("date", [date(c.date), c.hour].filter(Boolean).join(", "));
  put("known", date(c.known));
  put("accused", [c.accused, c.workplace].filter(Boolean).join(", "));
  put("knowing", [c.knowing && text("knowing_" + c.knowing), c.withheld ? text("withheld") : ""].filter(Boolean).join(". "));
  put("identity", [c.name, c.address].filter(Boolean).join(", ") || text("anonymous"));
  put("excluded", r.excluded.join(", ") || text("none_excluded"));
  put("place", [c.exact, c.place_text].filter(Boolean).join(", "));
  if (c.place) void placeName(c.place).then((name) => put("place", [c.exact, name].filter(Boolean).join(", ")));
  const seal = one(root, "[data-mark=seal]");
  seal.textContent = text(!r.sound ? "seal_bad" : r.sealedBy === "server" ? "seal_server" : "seal_browser");
  seal.className = "chip " + (!r.sound ? "late" : r.sealedBy === "server" ? "soon" : "ok");
  list(root, "files", r.files.map((f) => fileCard(r.id, f)));
  list(root, "talk", r.talk.map(message));
  list(root, "openings", r.openings.map((o) => {
    const li = document.createElement("li");
    li.className = "done";
    const when = document.createElement("span");
    when.className = "when";
    when.textContent = o.day;
    li.append(when, o.bundle ? `${o.name} (${text("bundle")})` : o.name);
    return li;
  }));
}

function list(root: ParentNode, name: string, children: Element[]): void {
  one(root, `[data-list="${name}"]`).replaceChildren(...children);
  const none = root.querySelector<HTMLElement>(`[data-none="${name}"]`);
  if (none) none.hidden = children.length > 0;
}

function copy(template: string): HTMLElement {
  return one<HTMLTemplateElement & HTMLElement>(document, "#" + template).content.firstElementChild!.cloneNode(true) as HTMLElement;
}

const part = (card: ParentNode, name: string): HTMLElement => one(card, `[data-part="${name}"]`);

const mark = (m: Mark): string => text("mark_" + m);

function message(m: Message): HTMLElement {
  const card = copy("pesan");
  card.classList.toggle("mine", m.kind === "question");
  part(card, "who").textContent = text(m.kind === "question" ? "office" : "reporter");
  part(card, "day").textContent = date(m.day);
  part(card, "mark").textContent = mark(m.mark);
  part(card, "text").textContent = m.text;
  return card;
}

function fileCard(report: string, f: OpenedFile): HTMLElement {
  const card = copy("berkas");
  const put = (name: string, value: string) => { part(card, name).textContent = value; };
  put("name", f.name || text("unsaid"));
  put("size", size(f.size));
  put("day", date(f.day));
  put("type", f.type || text("unsaid"));
  put("sha256", f.sha256);
  put("mark", mark(f.mark));
  const button = one<HTMLButtonElement>(card, "[data-do=show]");
  if (f.mark === "bad" || f.mark === "unreadable") {
    button.hidden = true;
    one(card, "[data-say=damaged]").hidden = false;
  } else if (f.size > maxShown) {
    button.hidden = true;
    one(card, "[data-say=big]").hidden = false;
  }
  button.onclick = () => void tried(card, async () => {
    const blob = await vault.file(report, f.id, (n, of) => put("progress", of > 1 ? `${n}/${of}` : ""));
    if (!card.isConnected) return;
    await evidence(card, blob, f);
    button.hidden = true;
  });
  return card;
}

const size = (bytes: number): string => {
  const units = ["byte", "kilobyte", "megabyte", "gigabyte"];
  let n = bytes, u = 0;
  for (; n >= 1000 && u < units.length - 1; u++) n /= 1000;
  return new Intl.NumberFormat(document.documentElement.lang, { style: "unit", unit: units[u]!, maximumFractionDigits: 1 }).format(n);
};

/** evidence shows a file in a frame that has no origin, no network and no storage; the frame makes its own address for the Blob. */
function evidence(card: HTMLElement, blob: Blob, f: OpenedFile): Promise<void> {
  const frame = document.createElement("iframe");
  frame.title = `${text("frame")}: ${f.name}`;
  frame.className = "evidence";
  frame.src = "/petugas/bingkai";
  return new Promise((done) => {
    const answer = (e: MessageEvent) => {
      if (!frame.isConnected) return removeEventListener("message", answer);
      if (e.source !== frame.contentWindow) return;
      if (e.data === "ready") return frame.contentWindow?.postMessage({ blob, type: f.type }, "*"); // its origin has no name
      if (e.data !== "unshown") frame.height = String(e.data.height);
      else {
        frame.remove();
        setTimeout(() => { one(card, "[data-say=unshown]").hidden = false; }); // after what was busy has ended
      }
      done();
    };
    addEventListener("message", answer);
    part(card, "view").replaceChildren(frame);
  });
}
