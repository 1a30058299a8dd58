/** Short, plain words without a second meaning; 64 each, so two of them are 12 bits that a stranger must guess. */
const words = {
  en: 'amber apple barley basket beacon birch bridge brook candle canvas cedar cherry clover copper coral cotton daisy drum ember falcon fern fiddle flint garden ginger harbor hazel heron honey ivory jasmine kettle lantern lemon linen maple marble meadow mint nutmeg oak olive orchid otter pebble pepper pine plum poppy quill rabbit raven river saffron silver sparrow spruce stone sugar tulip velvet walnut willow wool',
  ar: 'عنبر تفاح شعير سلة منارة جسر جدول شمعة قماش أرز كرز برسيم نحاس مرجان قطن دف جمر صقر سرخس كمان حديقة زنجبيل ميناء بندق عسل عاج ياسمين إبريق فانوس ليمون كتان رخام مرج نعناع بلوط زيتون حصاة فلفل صنوبر برقوق ريشة أرنب غراب نهر زعفران فضة عصفور حجر سكر زنبق مخمل جوز صفصاف صوف قمر نجمة سحاب نخلة وردة حمامة بحر جبل خبز باب',
} as const

const lists: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  Object.entries(words).map(([lang, text]) => [lang, text.split(' ')]),
)

/** One word for each byte, its lowest six bits; English where a language has no list. */
export function spokenWords(lang: string, bytes: Uint8Array): string[] {
  const list = lists[lang] ?? lists.en ?? []
  return Array.from(bytes, (byte) => list[byte % 64] ?? '')
}

/** The two words that end each of our mails to one person, drawn by two random bytes; English where a language has none. */
export const mailMark = (lang: string, bytes: Uint8Array): string =>
  spokenWords(lang, Uint8Array.of(bytes[0] ?? 0, bytes[1] ?? 0)).join(' ')
