// The frame that shows evidence. It has no origin, no network and no storage: it gets a Blob by message and makes its own address for
// it. A picture is drawn anew, so that what is shown are its pixels and nothing that lies beside them.

/** Larger pictures are drawn smaller, so that a small file cannot fill the memory; in pixels of the longer side. */
const maxSide = 4096;

const main = document.querySelector("main")!;

/** The page makes the frame as high as it is told, and takes it away when there is nothing to show. Its address is not ours to know. */
const tell = (what: "ready" | "unshown" | { height: number }) => parent.postMessage(what, "*");

addEventListener("message", (e: MessageEvent<{ blob: Blob; type: string }>) => {
  if (e.source !== parent) return;
  show(e.data.blob, e.data.type.split("/")[0] ?? "").then((element) => {
    main.replaceChildren(element);
    new ResizeObserver(() => tell({ height: Math.ceil(main.getBoundingClientRect().height) })).observe(main);
  }, () => tell("unshown"));
});

async function show(blob: Blob, kind: string): Promise<HTMLElement> {
  switch (kind) {
    case "image": return picture(blob);
    case "audio": return media("audio", blob);
    case "video": return media("video", blob);
  }
  throw new Error("not shown here");
}

async function picture(blob: Blob): Promise<HTMLElement> {
  const bitmap = await createImageBitmap(blob);
  const scale = Math.min(1, maxSide / Math.max(bitmap.width, bitmap.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(bitmap.width * scale));
  canvas.height = Math.max(1, Math.round(bitmap.height * scale));
  canvas.className = "photo";
  canvas.getContext("2d")!.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
  return canvas;
}

function media(kind: "audio" | "video", blob: Blob): HTMLElement {
  const player = document.createElement(kind);
  if (kind === "video") player.className = "photo";
  player.controls = true;
  player.setAttribute("controlslist", "nodownload");
  player.onerror = () => tell("unshown");
  player.src = URL.createObjectURL(blob);
  return player;
}

tell("ready");
