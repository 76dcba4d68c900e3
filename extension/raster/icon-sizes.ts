/** Where icons are for, and what each place wants: the usual names, so that they are found. */
export const iconPlaces = {
  web: 'Web page',
  pwa: 'Installed web app',
  ios: 'iPhone and iPad',
  android: 'Android app',
} as const
export type IconPlace = keyof typeof iconPlaces

export interface IconFile {
  place: IconPlace
  path: string
  side: number
  /** Drawn on the background: the place shows no transparency, or cuts its own shape. */
  solid: boolean
  /** Share of the side that the picture fills: what is outside may be cut off. */
  fills: number
}

/** What is inside the shapes that systems cut: a circle over four fifths of the side. */
const safe = 0.8

const file = (place: IconPlace, path: string, side: number, more?: Partial<IconFile>): IconFile => ({
  place,
  path,
  side,
  solid: false,
  fills: 1,
  ...more,
})

const solid = { solid: true }
const maskable = { solid: true, fills: safe }

export const iconFiles: readonly IconFile[] = [
  file('web', 'favicon-16x16.png', 16),
  file('web', 'favicon-32x32.png', 32),
  file('web', 'favicon-48x48.png', 48),
  file('web', 'apple-touch-icon.png', 180, solid),
  file('pwa', 'icon-192.png', 192),
  file('pwa', 'icon-512.png', 512),
  file('pwa', 'icon-maskable-192.png', 192, maskable),
  file('pwa', 'icon-maskable-512.png', 512, maskable),
  ...[40, 58, 60, 76, 80, 87, 120, 152, 167, 180, 1024].map((side) =>
    file('ios', `ios/AppIcon-${side}.png`, side, solid),
  ),
  ...Object.entries({ mdpi: 48, hdpi: 72, xhdpi: 96, xxhdpi: 144, xxxhdpi: 192 }).map(([density, side]) =>
    file('android', `android/mipmap-${density}/ic_launcher.png`, side),
  ),
  file('android', 'android/play-store-512.png', 512, solid),
]

/** Sides of the pictures in favicon.ico. */
export const icoSides = [16, 32, 48] as const

const attribute = (text: string) => text.replace(/[&"<>]/g, (sign) => `&#${sign.charCodeAt(0)};`)

/** What belongs into the head of a page for these places. */
export const headSnippet = (places: readonly IconPlace[], name: string, color: string): string =>
  [
    ...(places.includes('web')
      ? [
          '<link rel="icon" href="/favicon.ico" sizes="48x48">',
          '<link rel="icon" href="/favicon-32x32.png" type="image/png" sizes="32x32">',
          '<link rel="apple-touch-icon" href="/apple-touch-icon.png">',
        ]
      : []),
    ...(places.includes('pwa')
      ? [
          '<link rel="manifest" href="/manifest.webmanifest">',
          `<meta name="application-name" content="${attribute(name)}">`,
          `<meta name="theme-color" content="${color}">`,
        ]
      : []),
    '',
  ].join('\n')

/** The manifest of an installed web app. */
export const webManifest = (name: string, color: string): string =>
  `${JSON.stringify(
    {
      name,
      short_name: name,
      start_url: '/',
      display: 'standalone',
      background_color: color,
      theme_color: color,
      icons: iconFiles
        .filter(({ place }) => place === 'pwa')
        .map(({ path, side, fills }) => ({
          src: `/${path}`,
          sizes: `${side}x${side}`,
          type: 'image/png',
          purpose: fills < 1 ? 'maskable' : 'any',
        })),
    },
    null,
    2,
  )}\n`
