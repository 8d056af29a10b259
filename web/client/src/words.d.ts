// The word list, sorted; build.mjs fills it in.
declare module "netra:words" {
  const words: readonly string[];
  export default words;
}
