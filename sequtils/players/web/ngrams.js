// fastText's character n-grams and their hash, as sequtils.kernels.fasttext.ngrams defines them.
(() => {
  if (globalThis.SequtilsNgrams) return;

  const [BASIS, PRIME] = [2166136261, 16777619]; // of FNV-1a with 32 bits

  globalThis.SequtilsNgrams = {
    /** The n-grams of a word between angle brackets, from left to right. */
    cut(word, least, most) {
      if (word === "</s>") return []; // the end of a sentence has none
      const text = Array.from(`<${word}>`); // code points
      const last = text.length - 1;
      return text.flatMap((_, i) => {
        const pieces = [];
        for (let n = Math.max(least, 1); n <= Math.min(most, last + 1 - i); n++) {
          if (n > 1 || (i > 0 && i < last)) pieces.push(text.slice(i, i + n).join(""));
        }
        return pieces;
      });
    },

    /** FNV-1a of a text's UTF-8 bytes; a byte counts as signed, as in the original program. */
    hash(text) {
      const bytes = new TextEncoder().encode(text);
      return bytes.reduce((h, byte) => Math.imul(h ^ ((byte << 24) >> 24), PRIME), BASIS) >>> 0;
    },
  };
})();
