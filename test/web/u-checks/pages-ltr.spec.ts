import { checkPages } from './check-pages.js'

checkPages(['en', 'ru'])
