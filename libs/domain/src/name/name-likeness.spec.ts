import { describe, expect, it } from '@jest/globals'
import { nameKeys } from './name-keys.js'
import { nameLikeness } from './name-likeness.js'
import { readName } from './name-words.js'

const likeness = (one: string, other: string): string | null => nameLikeness(readName(one), readName(other))

const spellings = [
  ['Mohammed Hassan', 'محمد حسن'],
  ['Muhamad Hasan', 'Mohammed Hassan'],
  ['Hossein Alavi', 'حسین علوی'],
  ['Reza Mohammadi', 'رضا محمدی'],
  ['Ridha Mohammadi', 'رضا محمدی'],
  ['Nasrin Rezaei', 'نسرین رضایی'],
  ['Fatemeh Karimi', 'فاطمه کریمی'],
  ['Fatima Karimi', 'فاطمة كريمي'],
  ['Youssef Noor', 'يوسف نور'],
  ['Yusuf Nour', 'Youssef Noor'],
  ['Abdul Rahman Saeed', 'عبد الرحمن سعيد'],
  ['Abdelrahman Said', 'عبدالرحمن سعيد'],
  ['Abdurrahman Said', 'Abd al-Rahman Saeed'],
  ['Gamal Omar', 'جمال عمر'],
  ['Jamal Umar', 'جمال عمر'],
  ['Khaled al-Ahmad', 'خالد الأحمد'],
  ['Elyas Nouri', 'الیاس نوری'],
  ['Rachid Djamel', 'رشيد جمال'],
  ['Sergey Ivanov', 'Сергей Иванов'],
  ['Serhii Ivanov', 'Сергій Іванов'],
  ['Yelena Petrova', 'Елена Петрова'],
  ['Elena Petrova', 'Yelena Petrova'],
  ['Aleksandr Shcherbakov', 'Александр Щербаков'],
  ['Alexander Shcherbakov', 'Александр Щербаков'],
  ['Yuliya Zhukova', 'Юлия Жукова'],
  ['Iuliia Zhukova', 'Юлия Жукова'],
  ['Mikhail Tsvetkov', 'Михаил Цветков'],
  ['Şerif Çelik', 'Sherif Chelik'],
  ['Ali Reza', 'علي رضا'],
  ['S. Ivanov', 'Сергей Иванов'],
  ['محمد حسن', 'Мохаммед Хассан'],
]

describe('two names', () => {
  it.each([
    ['D. Thin', 'Daniel X. Thin', 'initials'],
    ['D. Thin', 'X. D. Thin', null],
    ['L. Peter Deutsch', 'P. Deutsch', 'initials'],
    ['L. Peter Deutsch', 'L. Deutsch', null],
    ['L. Peter Deutsch', 'L. P. Deutsch', 'initials'],
    ['L. Peter Deutsch', 'Peter Deutsch', 'shorter'],
    ['L. Peter Deutsch', 'L. Paul Deutsch', null],
    ['Deutsch, L. Peter', 'P. Deutsch', 'initials'],
    ['Daniel X. Thin', 'Daniel Y. Thin', null],
    ['Daniel Thin', 'Daniel X. Thin', 'shorter'],
    ['Thin Daniel', 'D. Thin', 'initials'],
    ['Daniel Thin', 'Daniel Thick', null],
    ['Daniel', 'Daniel Thin', null],
    ['D.', 'D. Thin', null],
  ])('CON-3 %s and %s: %s', (one, other, expected) => {
    expect([likeness(one, other), likeness(other, one)]).toEqual([expected, expected])
  })

  it.each([
    ['Zoë O’Neil', 'zoe ONeil', 'same'],
    ['Dr. Zoë Neil', 'Neil, Zoe', 'same'],
    ['Wei Zhang', 'Zhang Wei', 'other_order'],
    ['王伟', '王伟', 'same'],
    ['王 伟', '王 刚', null],
    ['María García López', 'Maria Garcia', 'shorter'],
    ['Maria Garcia', 'Garcia Lopez Maria', 'shorter'],
    ['Maria Garcia', 'Garcia Lopez Marta', null],
    ['Madonna', 'Madonna', 'same'],
    ['', '', null],
    ['—', '—', null],
  ])('are compared whatever their form: %s and %s: %s', (one, other, expected) => {
    expect([likeness(one, other), likeness(other, one)]).toEqual([expected, expected])
  })

  it.each(spellings)('CON-3 in other spellings and scripts: %s and %s', (one, other) => {
    expect([likeness(one, other), likeness(other, one)]).toEqual(['sounds_alike', 'sounds_alike'])
  })

  it.each([
    ...spellings,
    ['D. Thin', 'Daniel X. Thin'],
    ['L. Peter Deutsch', 'P. Deutsch'],
    ['Wei Zhang', 'Zhang Wei'],
  ])('share a key by which many are compared: %s and %s', (one, other) => {
    const keys = nameKeys(readName(other))

    expect(nameKeys(readName(one)).filter((key) => keys.includes(key))).not.toEqual([])
  })

  it.each([
    ['Mohammed Hassan', 'محمود حسن'],
    ['Ali Hassan', 'Ola Hassan'],
    ['Lena Petrova', 'Luna Petrova'],
    ['Сергей Иванов', 'Сергей Петров'],
    ['Reza Mohammadi', 'Rosa Mohammadi'],
    ['Omar Said', 'Amira Said'],
    ['Mohammed Hassan', 'Mahmoud Hassan'],
    ['Ola Hassan', 'علي حسن'],
    ['Kim Lee', 'Kam Lou'],
    ['ሰላም ተስፋዬ', 'Selam Tesfaye'],
  ])('are two names: %s and %s', (one, other) => {
    expect(likeness(one, other)).toBeNull()
  })
})
