/** Who stays at the demo hotel: invented people from many countries, with addresses that reach nobody. */
import { foldText } from '../../shared/words.ts'
import type { Chance } from './demo-chance.ts'

export interface DemoPerson {
  readonly surname: string
  readonly firstName: string
  readonly email: string
  readonly phone: string
}

/** First names, surnames, and how many of a hundred guests come from there. */
const COUNTRIES: readonly (readonly [{ first: readonly string[]; last: readonly string[] }, number])[] = [
  from(
    'Anna Lukas Sophie Jonas Lena Felix Marie Paul Clara Moritz Johanna Maximilian',
    'Aichinger Steinmann Eberhart Pichler Grabner Zangerl Huber Leitner Moser Brandstätter Wallner Schöberl Winkler Kofler',
    24,
  ),
  from(
    'Greta Anton Frieda Emil Hannah Karl Ida Oskar Mathilda Jakob',
    'Albrecht Hoffmann Schneider Krüger Vogt Lindemann Böhm Ritter Schröder Petersen Weiß Engel',
    20,
  ),
  from(
    'Giulia Marco Elena Luca Chiara Matteo Sara Davide',
    'Marchetti Rossi Bianchi Castellani Ferraro Moretti Galli Conti De Luca',
    9,
  ),
  from(
    'Camille Hugo Léa Jules Manon Théo Inès Antoine',
    'Fontaine Moreau Dubois Lefèvre Girard Mercier Rousseau Chevalier',
    7,
  ),
  from(
    'Olivia Harry Amelia George Isla Arthur Freya Oliver',
    'Whitfield Harrington Ashworth Pemberton Holloway Thackeray O’Connor Macleod',
    8,
  ),
  from(
    'Femke Bram Sanne Daan Lotte Sem Noor Thijs',
    'Vandermeer Visser de Vries Hendriks van Dijk Bakker Kuipers',
    6,
  ),
  from(
    'Freja Sven Astrid Oskar Ingrid Henrik Linnea Eirik',
    'Lindqvist Halvorsen Eriksen Bergström Nyström Østergaard Kjær Sørensen',
    5,
  ),
  from('Zofia Jakub Katarzyna Piotr Ewa Tomasz', 'Kowalczyk Wójcik Zieliński Nowak Szymańska Łukaszewicz', 4),
  from('Tereza Ondřej Kateřina Petr Veronika Jiří', 'Dvořák Novotný Jelínek Procházka Černá Růžička', 3),
  from('Katalin Bence Réka Gábor Eszter Zsolt', 'Nagy Szabó Horváth Kovács Tóth Vörös', 3),
  from('Lucía Mateo Carmen Diego Inés Javier', 'Quintero Navarro Iglesias Cabrera Muñoz Herrera', 3),
  from('Elif Emre Zeynep Can Defne Kerem', 'Yılmaz Demir Öztürk Şahin Aydın Koç', 2),
  from('Haruka Kenji Yui Daichi Aoi Ren', 'Takahashi Nakamura Fujimoto Kobayashi Ishikawa Mori', 2),
  from('Priya Arjun Ananya Rohan Meera Vikram', 'Raghavan Iyer Chatterjee Deshpande Kapoor Menon', 2),
  from('Amara Chidi Folake Emeka Zainab Kwame', 'Okonkwo Adeyemi Mensah Okafor Balogun Asante', 1),
  from('Emma Ethan Madison Tyler Grace Logan', 'Rosenblatt Castellanos Whitaker Delgado Abernathy Nguyen', 1),
]

function from(first: string, last: string, percent: number) {
  // Names of several words are written as one word group after a small letter: `de Vries`, `van Dijk`.
  const surnames = last.match(/(?:(?:de|van|De) )?\S+/g) ?? []
  return [{ first: first.split(' '), last: surnames }, percent] as const
}

/** Numbers that are kept free for fiction: the United Kingdom's mobile 07700 900000 to 900999. */
const FICTION_PHONES = '+44 7700 900'

export function demoPerson(chance: Chance): DemoPerson {
  const { first, last } = chance.weighted(COUNTRIES)
  const firstName = chance.oneOf(first)
  const surname = chance.oneOf(last)
  const address = [firstName, surname].map((name) => foldText(name).replace(/[^a-z]/g, '')).join('.')
  return {
    surname,
    firstName,
    email: chance.isOneOf(70) ? `${address}@example.com` : '',
    phone: chance.isOneOf(45) ? `${FICTION_PHONES}${String(chance.whole(1_000)).padStart(3, '0')}` : '',
  }
}

export const DEMO_NOTES: readonly string[] = [
  'Arrives late, about 22:30.',
  'A quiet room, please; light sleeper.',
  'Wedding anniversary: flowers in the room.',
  'Cot for a baby.',
  'Allergic to feathers.',
  'Would like room to be near the lift.',
  'Invoice to the company, address follows.',
  'Second stay this year; liked the courtyard side.',
  'Parking for one car.',
  'Vegan breakfast.',
  'Travels with a small dog.',
  'Early arrival, keeps the luggage here.',
]
