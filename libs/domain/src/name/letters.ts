/** Rows "letter latin", own and compact: good enough to compare names, never to print one. `-` writes nothing. */
const cyrillic = `а a б b в v г g ґ g д d е e ё yo є ye ж zh з z и i і i ї yi й i к k л l м m н n о o п p р r с s т t у u ў u ф f
  х kh ц ts ч ch ш sh щ shch ъ - ы i ь - э e ю yu я ya ј y љ l њ n ћ ch ђ dj џ dj қ k ғ gh ң n ү u ұ u һ h ә a ө o`
const arabic = `ا a ٱ a ب b پ p ت t ٹ t ث th ج j چ ch ح h خ kh د d ڈ d ذ dh ر r ڑ r ز z ژ zh س s ش sh ص s ض d ط t ظ z ع - غ gh
  ف f ق q ک k ك k گ g ل l م m ن n ں n و w ه h ہ h ھ h ۀ h ة a ۃ a ي y ی y ى y ے y ۍ y ې y ء - ـ -`
/** Latin letters that are more than one with a mark. */
const latin = `ø o ł l đ d ß ss æ e œ e ə a ı i þ th ð d ŋ n ħ h ʻ - ʼ - ʿ - ʾ - ş sh š sh ș sh ç ch č ch ć ch ž zh`

const tableOf = (rows: string): ReadonlyMap<string, string> => {
  const cells = rows.split(/\s+/)
  return new Map(
    cells.flatMap((cell, i) => (i % 2 === 0 ? [[cell, cells[i + 1] === '-' ? '' : (cells[i + 1] ?? '')]] : [])),
  )
}
const table: ReadonlyMap<string, string> = tableOf(`${latin} ${cyrillic} ${arabic}`)

/** A name in lower case in the letters a–z where the script is Latin, Cyrillic or Arabic; other letters stay as they are. */
export function latinLetters(text: string): string {
  const lower = text.normalize('NFC').toLowerCase()
  // Most names are plain: a quarter of the time of comparing 5,000 files went into taking marks off bare letters.
  return plain.test(lower) ? lower : Array.from(lower, (letter) => table.get(letter) ?? withoutMarks(letter)).join('')
}

const plain = /^[a-z\d ]*$/

/** A letter whose marked form has no row of its own, such as ё where й has one. */
function withoutMarks(letter: string): string {
  const bare = letter.normalize('NFKD').replace(/[\p{M}\p{Cf}]/gu, '')
  return Array.from(bare, (part) => table.get(part) ?? part).join('')
}

/** True for a word in Arabic letters, which leave short vowels out. */
export const isArabicScript = (word: string): boolean => /^[\p{Script=Arabic}\p{M}\p{Cf}]+$/u.test(word)

const scripts = [/\p{Script=Latin}/u, /\p{Script=Cyrillic}/u, /\p{Script=Arabic}/u]
const scriptOf = (name: string): number => scripts.findIndex((letters) => letters.test(name))

/** True for two names that are written in different scripts: Latin, Cyrillic, Arabic, or any other. */
export const inTwoScripts = (one: string, other: string): boolean => scriptOf(one) !== scriptOf(other)
