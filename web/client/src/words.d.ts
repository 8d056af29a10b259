// The word list, words separated by a space; build.mjs fills it in.
declare module "netra:words" {
  const words: string;
  export default words;
}
