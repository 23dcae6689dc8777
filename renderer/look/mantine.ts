/** Mantine in the desk's measures: small controls, 4 px corners, the desk's font and its one accent. */
import { createTheme, type MantineColorsTuple } from '@mantine/core'

/** Around the accent of the tokens: index 6 is the button of both themes, index 4 the dark theme's accent. */
const accent: MantineColorsTuple = [
  '#eaf2fd',
  '#d3e4fa',
  '#a9cbf5',
  '#7db2f2',
  '#5aa2f7',
  '#3687e6',
  '#1c6fd6',
  '#1760bb',
  '#0b4fa3',
  '#0b3a75',
]

/** Mantine's greys of the dark theme in the tokens' tone: text, muted, borders, fields, panel, page. */
const dark: MantineColorsTuple = [
  '#e6eaf0',
  '#c5ccd6',
  '#a3aebc',
  '#7f8b9a',
  '#3a4554',
  '#2a3340',
  '#12161d',
  '#1a2029',
  '#14181f',
  '#10141a',
]

export const mantineTheme = createTheme({
  fontFamily: 'var(--font)',
  fontSizes: { xs: '12px', sm: '13px', md: '13px', lg: '14px', xl: '20px' },
  colors: { accent, dark },
  primaryColor: 'accent',
  primaryShade: 6,
  defaultRadius: 4,
  cursorType: 'pointer',
  components: {
    Button: { defaultProps: { variant: 'filled', size: 'compact-md', h: 32, px: 12, fz: 13 } },
    TextInput: { defaultProps: { size: 'xs' } },
    NumberInput: { defaultProps: { size: 'xs' } },
    Select: { defaultProps: { size: 'xs' } },
    Checkbox: { defaultProps: { size: 'xs' } },
    SegmentedControl: { defaultProps: { size: 'xs' } },
    // What Mantine makes the title's `header` is the page's banner to a screen reader; the page has one already.
    Modal: { defaultProps: { attributes: { header: { role: 'presentation' } } } },
    Drawer: { defaultProps: { attributes: { header: { role: 'presentation' } } } },
  },
})
