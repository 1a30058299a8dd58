/** Where invented people come from: names are common ones put together at random, in five scripts. */
export interface Origin {
  readonly country: string
  readonly zone: string
  /** Language of the pages they use. */
  readonly pages: 'en' | 'ar'
  /** Language they write in. */
  readonly answers: string
  readonly given: readonly string[]
  readonly family: readonly string[]
  readonly summary: string
  readonly example: string
  readonly why: string
}

export const origins: readonly Origin[] = [
  {
    country: 'KE',
    zone: 'Africa/Nairobi',
    pages: 'en',
    answers: 'en',
    given: ['Achieng', 'Wanjiku', 'Otieno', 'Naliaka', 'Kamau', 'Chebet'],
    family: ['Odhiambo', 'Mwangi', 'Wafula', 'Kiptoo', 'Njeri', 'Auma'],
    summary:
      'We support families who lose their land to a dam. We write down what happened, go to court with them, and stay in touch afterwards. We began in 2017 with six villages.',
    example: 'Last year a court stopped one eviction after we brought forty statements.',
    why: 'Two of us were called in by the police this spring. I want to learn how others keep records safe.',
  },
  {
    country: 'EG',
    zone: 'Africa/Cairo',
    pages: 'ar',
    answers: 'ar',
    given: ['أمل', 'مصطفى', 'هدى', 'ياسر', 'نور', 'سلمى'],
    family: ['حسن', 'عبد الرحمن', 'الشريف', 'منصور', 'فؤاد', 'إبراهيم'],
    summary: 'نقدّم المساعدة القانونية للمحتجزين وعائلاتهم، ونوثّق الانتهاكات، وندرّب محامين شبابًا منذ عام 2015.',
    example: 'في العام الماضي تابعنا قضية عشرين شخصًا اختفوا قسرًا حتى ظهروا أمام النيابة.',
    why: 'أريد أن ألتقي بمن يعملون في ظروف مشابهة وأن نتبادل الخبرة في حماية الشهود.',
  },
  {
    country: 'KG',
    zone: 'Asia/Bishkek',
    pages: 'en',
    answers: 'ru',
    given: ['Айгуль', 'Нурлан', 'Жылдыз', 'Тимур', 'Асель', 'Бакыт'],
    family: ['Асанова', 'Токтогулов', 'Исакова', 'Жумабаев', 'Орозова', 'Садыков'],
    summary:
      'Мы защищаем права мигрантов и женщин, переживших насилие: юридическая помощь, убежище, наблюдение в судах с 2012 года.',
    example: 'В прошлом году мы добились возбуждения девяти дел, которые полиция отказывалась регистрировать.',
    why: 'Новый закон заставит нас закрыться. Мы хотим узнать, как работают другие после такого закона.',
  },
  {
    country: 'NP',
    zone: 'Asia/Kathmandu',
    pages: 'en',
    answers: 'ne',
    given: ['सरिता', 'विकास', 'माया', 'दीपक', 'कल्पना', 'राजन'],
    family: ['तामाङ', 'विश्वकर्मा', 'थारु', 'गुरुङ', 'चौधरी', 'परियार'],
    summary: 'हामी दलित समुदायका महिलाहरूको अधिकारका लागि काम गर्छौं र भेदभावका घटनाहरू अभिलेख गर्छौं।',
    example: 'गत वर्ष हामीले पानीको धारामा भएको भेदभाव विरुद्ध मुद्दा जित्यौं।',
    why: 'अरू देशका साथीहरूले कसरी सुरक्षित रूपमा काम गर्छन् भन्ने सिक्न चाहन्छु।',
  },
  {
    country: 'ET',
    zone: 'Africa/Addis_Ababa',
    pages: 'en',
    answers: 'am',
    given: ['ሰላም', 'አበበ', 'ሕይወት', 'ዮናስ', 'ማርታ', 'ተስፋዬ'],
    family: ['በቀለ', 'ታደሰ', 'ገብረ', 'ወልዴ', 'አለሙ', 'ከበደ'],
    summary: 'የተፈናቀሉ ሰዎችን መብት እንከታተላለን፣ ምስክርነት እንሰበስባለን፣ የሕግ ድጋፍ እንሰጣለን።',
    example: 'ባለፈው ዓመት ለሦስት መቶ ቤተሰቦች የሕግ ምክር ሰጥተናል።',
    why: 'ከሌሎች አገሮች ተሟጋቾች ጋር ልምድ ለመለዋወጥ እፈልጋለሁ።',
  },
  {
    country: 'CO',
    zone: 'America/Bogota',
    pages: 'en',
    answers: 'es',
    given: ['Yesenia', 'Camilo', 'Luz', 'Andrés', 'Marisol', 'Jhon'],
    family: ['Mosquera', 'Quiñones', 'Cuetia', 'Palacios', 'Rentería', 'Yule'],
    summary:
      'Acompañamos a comunidades que defienden su río frente a la minería. Llevamos un registro de amenazas y una guardia propia desde 2014.',
    example: 'El año pasado logramos medidas de protección para tres líderes.',
    why: 'Quiero compartir cómo se cuida una comunidad sin armas y aprender de otras.',
  },
]
