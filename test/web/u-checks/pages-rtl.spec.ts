import { checkPages } from './check-pages.js'

checkPages(['ar', 'ar-XB', 'en-XA'])
