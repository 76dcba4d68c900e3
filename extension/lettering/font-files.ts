import interLatin from '@fontsource-variable/inter/files/inter-latin-wght-normal.woff2?url'
import interLatinExt from '@fontsource-variable/inter/files/inter-latin-ext-wght-normal.woff2?url'
import interCyrillic from '@fontsource-variable/inter/files/inter-cyrillic-wght-normal.woff2?url'
import interGreek from '@fontsource-variable/inter/files/inter-greek-wght-normal.woff2?url'
import interVietnamese from '@fontsource-variable/inter/files/inter-vietnamese-wght-normal.woff2?url'
import rubikLatin from '@fontsource-variable/rubik/files/rubik-latin-wght-normal.woff2?url'
import rubikLatinExt from '@fontsource-variable/rubik/files/rubik-latin-ext-wght-normal.woff2?url'
import rubikCyrillic from '@fontsource-variable/rubik/files/rubik-cyrillic-wght-normal.woff2?url'
import rubikHebrew from '@fontsource-variable/rubik/files/rubik-hebrew-wght-normal.woff2?url'
import rubikArabic from '@fontsource-variable/rubik/files/rubik-arabic-wght-normal.woff2?url'
import playfairLatin from '@fontsource-variable/playfair-display/files/playfair-display-latin-wght-normal.woff2?url'
import playfairLatinExt from '@fontsource-variable/playfair-display/files/playfair-display-latin-ext-wght-normal.woff2?url'
import playfairCyrillic from '@fontsource-variable/playfair-display/files/playfair-display-cyrillic-wght-normal.woff2?url'
import playfairVietnamese from '@fontsource-variable/playfair-display/files/playfair-display-vietnamese-wght-normal.woff2?url'
import playfairItalicLatin from '@fontsource-variable/playfair-display/files/playfair-display-latin-wght-italic.woff2?url'
import playfairItalicLatinExt from '@fontsource-variable/playfair-display/files/playfair-display-latin-ext-wght-italic.woff2?url'
import playfairItalicCyrillic from '@fontsource-variable/playfair-display/files/playfair-display-cyrillic-wght-italic.woff2?url'
import garamondLatin from '@fontsource-variable/eb-garamond/files/eb-garamond-latin-wght-normal.woff2?url'
import garamondLatinExt from '@fontsource-variable/eb-garamond/files/eb-garamond-latin-ext-wght-normal.woff2?url'
import garamondCyrillic from '@fontsource-variable/eb-garamond/files/eb-garamond-cyrillic-wght-normal.woff2?url'
import garamondGreek from '@fontsource-variable/eb-garamond/files/eb-garamond-greek-wght-normal.woff2?url'
import garamondVietnamese from '@fontsource-variable/eb-garamond/files/eb-garamond-vietnamese-wght-normal.woff2?url'
import garamondItalicLatin from '@fontsource-variable/eb-garamond/files/eb-garamond-latin-wght-italic.woff2?url'
import garamondItalicLatinExt from '@fontsource-variable/eb-garamond/files/eb-garamond-latin-ext-wght-italic.woff2?url'
import garamondItalicCyrillic from '@fontsource-variable/eb-garamond/files/eb-garamond-cyrillic-wght-italic.woff2?url'
import garamondItalicGreek from '@fontsource-variable/eb-garamond/files/eb-garamond-greek-wght-italic.woff2?url'
import oswaldLatin from '@fontsource-variable/oswald/files/oswald-latin-wght-normal.woff2?url'
import oswaldLatinExt from '@fontsource-variable/oswald/files/oswald-latin-ext-wght-normal.woff2?url'
import oswaldCyrillic from '@fontsource-variable/oswald/files/oswald-cyrillic-wght-normal.woff2?url'
import oswaldVietnamese from '@fontsource-variable/oswald/files/oswald-vietnamese-wght-normal.woff2?url'
import jetbrainsLatin from '@fontsource-variable/jetbrains-mono/files/jetbrains-mono-latin-wght-normal.woff2?url'
import jetbrainsLatinExt from '@fontsource-variable/jetbrains-mono/files/jetbrains-mono-latin-ext-wght-normal.woff2?url'
import jetbrainsCyrillic from '@fontsource-variable/jetbrains-mono/files/jetbrains-mono-cyrillic-wght-normal.woff2?url'
import jetbrainsGreek from '@fontsource-variable/jetbrains-mono/files/jetbrains-mono-greek-wght-normal.woff2?url'
import jetbrainsVietnamese from '@fontsource-variable/jetbrains-mono/files/jetbrains-mono-vietnamese-wght-normal.woff2?url'
import caveatLatin from '@fontsource-variable/caveat/files/caveat-latin-wght-normal.woff2?url'
import caveatLatinExt from '@fontsource-variable/caveat/files/caveat-latin-ext-wght-normal.woff2?url'
import caveatCyrillic from '@fontsource-variable/caveat/files/caveat-cyrillic-wght-normal.woff2?url'
import type { FontId } from '../../shared/fonts.ts'

/** The characters that each part of a typeface holds. */
const ranges = {
  latin:
    'U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+0304,U+0308,U+0329,U+2000-206F,U+20AC,U+2122,U+2191,U+2193,U+2212,U+2215,U+FEFF,U+FFFD',
  'latin-ext':
    'U+0100-02BA,U+02BD-02C5,U+02C7-02CC,U+02CE-02D7,U+02DD-02FF,U+0304,U+0308,U+0329,U+1D00-1DBF,U+1E00-1E9F,U+1EF2-1EFF,U+2020,U+20A0-20AB,U+20AD-20C0,U+2113,U+2C60-2C7F,U+A720-A7FF',
  cyrillic: 'U+0301,U+0400-045F,U+0490-0491,U+04B0-04B1,U+2116',
  greek: 'U+0370-0377,U+037A-037F,U+0384-038A,U+038C,U+038E-03A1,U+03A3-03FF',
  vietnamese:
    'U+0102-0103,U+0110-0111,U+0128-0129,U+0168-0169,U+01A0-01A1,U+01AF-01B0,U+0300-0301,U+0303-0304,U+0308-0309,U+0323,U+0329,U+1EA0-1EF9,U+20AB',
  hebrew: 'U+0307-0308,U+0590-05FF,U+200C-2010,U+20AA,U+25CC,U+FB1D-FB4F',
  arabic:
    'U+0600-06FF,U+0750-077F,U+0870-088E,U+0890-0891,U+0897-08E1,U+08E3-08FF,U+200C-200E,U+2010-2011,U+204F,U+2E41,U+FB50-FDFF,U+FE70-FE74,U+FE76-FEFC',
} as const
type Subset = keyof typeof ranges

/** Packaged files of the typefaces, all weights in each; a part is read when a text first needs it. */
export const fontFiles: readonly {
  font: FontId
  style: 'normal' | 'italic'
  files: Readonly<Partial<Record<Subset, string>>>
}[] = [
  {
    font: 'inter',
    style: 'normal',
    files: {
      latin: interLatin,
      'latin-ext': interLatinExt,
      cyrillic: interCyrillic,
      greek: interGreek,
      vietnamese: interVietnamese,
    },
  },
  {
    font: 'rubik',
    style: 'normal',
    files: {
      latin: rubikLatin,
      'latin-ext': rubikLatinExt,
      cyrillic: rubikCyrillic,
      hebrew: rubikHebrew,
      arabic: rubikArabic,
    },
  },
  {
    font: 'playfair',
    style: 'normal',
    files: {
      latin: playfairLatin,
      'latin-ext': playfairLatinExt,
      cyrillic: playfairCyrillic,
      vietnamese: playfairVietnamese,
    },
  },
  {
    font: 'playfair',
    style: 'italic',
    files: {
      latin: playfairItalicLatin,
      'latin-ext': playfairItalicLatinExt,
      cyrillic: playfairItalicCyrillic,
    },
  },
  {
    font: 'garamond',
    style: 'normal',
    files: {
      latin: garamondLatin,
      'latin-ext': garamondLatinExt,
      cyrillic: garamondCyrillic,
      greek: garamondGreek,
      vietnamese: garamondVietnamese,
    },
  },
  {
    font: 'garamond',
    style: 'italic',
    files: {
      latin: garamondItalicLatin,
      'latin-ext': garamondItalicLatinExt,
      cyrillic: garamondItalicCyrillic,
      greek: garamondItalicGreek,
    },
  },
  {
    font: 'oswald',
    style: 'normal',
    files: {
      latin: oswaldLatin,
      'latin-ext': oswaldLatinExt,
      cyrillic: oswaldCyrillic,
      vietnamese: oswaldVietnamese,
    },
  },
  {
    font: 'jetbrains',
    style: 'normal',
    files: {
      latin: jetbrainsLatin,
      'latin-ext': jetbrainsLatinExt,
      cyrillic: jetbrainsCyrillic,
      greek: jetbrainsGreek,
      vietnamese: jetbrainsVietnamese,
    },
  },
  {
    font: 'caveat',
    style: 'normal',
    files: { latin: caveatLatin, 'latin-ext': caveatLatinExt, cyrillic: caveatCyrillic },
  },
]

export const rangeOf = (subset: string): string => ranges[subset as Subset]
