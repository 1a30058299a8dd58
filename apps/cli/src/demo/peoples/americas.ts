import type { Origin } from './origin.js'

export const americas: readonly Origin[] = [
  {
    country: 'CO',
    zone: 'America/Bogota',
    pages: 'es',
    answers: 'es',
    given: ['Yesenia', 'Camilo', 'Luz', 'Andrés', 'Marisol', 'Jhon'],
    family: ['Mosquera', 'Quiñones', 'Cuetia', 'Palacios', 'Rentería', 'Yule'],
    summary:
      'Acompañamos a comunidades que defienden su río frente a la minería. Llevamos un registro de amenazas y una guardia propia desde 2014.',
    example: 'El año pasado logramos medidas de protección para tres líderes.',
    why: 'Quiero compartir cómo se cuida una comunidad sin armas y aprender de otras.',
  },
  {
    country: 'BR',
    zone: 'America/Manaus',
    pages: 'en',
    answers: 'pt',
    given: ['Jandira', 'Raimundo', 'Iracema', 'Sebastião', 'Tainá', 'Edvaldo'],
    family: ['Munduruku', 'Tupinambá', 'da Silva', 'Nascimento', 'Baniwa', 'Ferreira'],
    summary:
      'Defendemos a floresta e quem vive nela: vigiamos o território, denunciamos o garimpo e formamos comunicadores jovens. Começamos em 2016 com quatro aldeias.',
    example: 'No ano passado nossas denúncias fecharam duas pistas clandestinas de pouso.',
    why: 'Recebo ameaças por telefone. Quero conhecer protocolos de proteção coletiva que funcionam longe da cidade.',
  },
  {
    country: 'GT',
    zone: 'America/Guatemala',
    pages: 'es',
    answers: 'es',
    given: ['Ixchel', 'Mateo', 'Rosalina', 'Domingo', 'Juana', 'Tomás'],
    family: ['Caal', 'Choc', 'Tzul', 'Ixcot', 'Pérez', 'Cuc'],
    summary:
      'Trabajamos con familias desalojadas de sus tierras: asistencia legal, memoria de cada caso y radio comunitaria en tres idiomas desde 2011.',
    example: 'Este año ganamos la restitución de una comunidad de ochenta familias.',
    why: 'A mi compañera la encarcelaron por su trabajo en la radio. Busco aliados y maneras de seguir al aire.',
  },
  {
    country: 'MX',
    zone: 'America/Mexico_City',
    pages: 'es',
    answers: 'es',
    given: ['Guadalupe', 'Efraín', 'Xóchitl', 'Rogelio', 'Araceli', 'Isidro'],
    family: ['Hernández', 'Cruz', 'Santiago', 'Morales', 'Bautista', 'López'],
    summary:
      'Buscamos a nuestros desaparecidos. Aprendimos a leer el terreno, a pedir peritajes y a acompañar a otras madres. Somos noventa familias.',
    example: 'El año pasado entregamos a siete familias los restos de sus hijos, identificados.',
    why: 'Quiero conocer a quienes buscan en otros países: lo que hacemos nos lo enseñamos entre nosotras.',
  },
  {
    country: 'HT',
    zone: 'America/Port-au-Prince',
    pages: 'fr',
    answers: 'ht',
    given: ['Marie-Ange', 'Wilner', 'Guerda', 'Frantz', 'Nadège', 'Jocelyn'],
    family: ['Pierre', 'Joseph', 'Charles', 'Desir', 'Augustin', 'Saint-Fleur'],
    summary:
      'Nou ede moun ki kouri kite katye yo akoz gang: nou chèche kote pou yo rete, nou ekri sa ki rive yo, nou mennen timoun lekòl. Nou kòmanse an 2020.',
    example: 'Ane pase a nou te jwenn yon kay pou karant fanmi epi nou te fè de rapò.',
    why: 'Mwen vle aprann kijan pou mwen kontinye travay lè lari a fèmen.',
  },
]
