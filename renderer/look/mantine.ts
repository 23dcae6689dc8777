/** Mantine in the desk's measures: small controls, 4 px corners, the desk's font. */
import { createTheme } from '@mantine/core'

export const mantineTheme = createTheme({
  fontFamily: 'var(--font)',
  fontSizes: { xs: '11px', sm: '13px', md: '13px', lg: '14px', xl: '20px' },
  defaultRadius: 4,
  cursorType: 'pointer',
  components: {
    Button: { defaultProps: { size: 'compact-md', h: 32, fz: 13 } },
    TextInput: { defaultProps: { size: 'xs' } },
    NumberInput: { defaultProps: { size: 'xs' } },
    Select: { defaultProps: { size: 'xs' } },
    Checkbox: { defaultProps: { size: 'xs' } },
    SegmentedControl: { defaultProps: { size: 'xs' } },
    InputWrapper: { defaultProps: { size: 'xs' } },
  },
})
