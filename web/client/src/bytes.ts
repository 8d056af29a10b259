// Bytes and their text forms.
import { base32nopad, base64, hex as hexCoder } from "@scure/base";

export type Bytes = Uint8Array<ArrayBuffer>;

const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

export const utf8 = (s: string): Bytes => encoder.encode(s) as Bytes;

/** text reads UTF-8 and throws on anything else. */
export const text = (b: Uint8Array): string => decoder.decode(b);

export const toBase64 = (b: Uint8Array): string => base64.encode(b);
export const fromBase64 = (s: string): Bytes => base64.decode(s) as Bytes;
export const toHex = (b: Uint8Array): string => hexCoder.encode(b);
export const toBase32 = (b: Uint8Array): string => base32nopad.encode(b).toLowerCase();
export const fromBase32 = (s: string): Bytes => base32nopad.decode(s.toUpperCase()) as Bytes;

export function concat(...parts: Uint8Array[]): Bytes {
  const all = new Uint8Array(parts.reduce((n, p) => n + p.length, 0));
  let at = 0;
  for (const p of parts) {
    all.set(p, at);
    at += p.length;
  }
  return all;
}

export function equal(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((x, i) => x === b[i]);
}

export const allZero = (b: Uint8Array): boolean => b.every((x) => x === 0);

export function random(n: number): Bytes {
  return crypto.getRandomValues(new Uint8Array(n));
}
