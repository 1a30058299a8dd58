import type { Origin } from './origin.js'

export const oceania: readonly Origin[] = [
  {
    country: 'FJ',
    zone: 'Pacific/Fiji',
    pages: 'en',
    answers: 'en',
    given: ['Mere', 'Sitiveni', 'Litia', 'Josefa', 'Ana', 'Ratu'],
    family: ['Vakatawa', 'Naisara', 'Tuilagi', 'Waqa', 'Raiwalui', 'Cakau'],
    summary:
      'We stand with villages that must move because the sea comes in, and with women who are not asked when the move is planned. Since 2018.',
    example: 'Last year two villages got a say in where their graves and gardens go.',
    why: 'I want to learn from people who have taken a government to court over land.',
  },
  {
    country: 'PG',
    zone: 'Pacific/Port_Moresby',
    pages: 'en',
    answers: 'en',
    given: ['Monica', 'Joshua', 'Angela', 'Peter', 'Ruth', 'Elijah'],
    family: ['Kauona', 'Temu', 'Wari', 'Pora', 'Kila', 'Numa'],
    summary:
      'We shelter women who are accused of sorcery, bring them to safety, and take the attackers to the police. We began with one house in 2012.',
    example: 'Last year we brought forty-six women out alive, and nine men to court.',
    why: 'Our house was burnt in May. I want to plan the next one better.',
  },
]
