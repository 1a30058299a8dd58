const texts = {
  en: {
    'mail.sender': 'Updates',
    'mail.subject.update': 'There is an update',
    'mail.subject.answer_needed': 'Your answer is needed',
    'mail.sign_in_at':
      'There is an update for you. Type this address yourself, as it stands on your code sheet, and sign in with your code: {host}',
    'mail.sign_in': 'There is an update for you. Sign in with your code at the address on your code sheet.',
    'mail.never_asked': 'We never ask for your code by mail, phone or chat. You cannot answer this message.',
    'mail.mark': 'Your mail mark: {mark}',
    'mail.staff.subject': 'Something waits for you',
    'mail.staff.sign_in_at': 'Something waits for you. Sign in at {host}',
  },
  ar: {
    'mail.sender': 'تحديثات',
    'mail.subject.update': 'يوجد تحديث',
    'mail.subject.answer_needed': 'نحتاج إلى ردّك',
    'mail.sign_in_at': 'يوجد تحديث لك. اكتب هذا العنوان بنفسك كما هو مدوّن في ورقة الرمز، ثم سجّل الدخول برمزك: {host}',
    'mail.sign_in': 'يوجد تحديث لك. سجّل الدخول برمزك على العنوان المدوّن في ورقة الرمز.',
    'mail.never_asked': 'لا نطلب رمزك أبدًا عبر البريد أو الهاتف أو المحادثة. لا يمكن الرد على هذه الرسالة.',
    'mail.mark': 'علامة بريدك: {mark}',
    'mail.staff.subject': 'هناك ما ينتظرك',
    'mail.staff.sign_in_at': 'هناك ما ينتظرك. سجّل الدخول على {host}',
  },
} as const

export type MailKey = keyof typeof texts.en
export type MailWords = (key: MailKey, values?: Readonly<Record<string, string>>) => string

/** The words of a language, English as a whole where we have none. */
export function mailWordsFor(language: string): MailWords {
  const known: Record<MailKey, string> = language === 'ar' ? texts.ar : texts.en
  return (key, values = {}) => known[key].replaceAll(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '')
}
