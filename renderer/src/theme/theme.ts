import {
  ActionIcon,
  Button,
  createTheme,
  Input,
  Kbd,
  Menu,
  Modal,
  Portal,
  SegmentedControl,
  Tabs,
  Tooltip,
  type CSSVariablesResolver,
  type MantineColorsTuple,
} from "@mantine/core";
import "./theme.css";

const ACCENT: MantineColorsTuple = [
  "#eef2fe",
  "#dbe3fc",
  "#b8c7f8",
  "#8fa8ff",
  "#6d8bf0",
  "#5070e2",
  "#3156d3",
  "#2848b8",
  "#213c99",
  "#1b317b",
];

const areaControl = { "--input-fz": "13px", "--input-padding": "8px", "--input-padding-y": "4px" };
const control = { "--input-height": "28px", "--input-fz": "13px", "--input-size": "28px", "--input-padding": "8px" };

/** Mantine, dense: 13 px text, 28 px controls, 6 px corners, no shadows except on floating layers. */
export const theme = createTheme({
  primaryColor: "accent",
  primaryShade: { light: 6, dark: 5 },
  colors: { accent: ACCENT },
  fontFamily: "var(--pf-font)",
  fontFamilyMonospace: "var(--pf-mono)",
  fontSizes: { xs: "11px", sm: "12px", md: "13px", lg: "16px", xl: "20px" },
  lineHeights: { xs: "1.45", sm: "1.45", md: "1.45", lg: "1.4", xl: "1.3" },
  spacing: { xs: "4px", sm: "8px", md: "12px", lg: "16px", xl: "24px" },
  radius: { xs: "3px", sm: "4px", md: "6px", lg: "8px", xl: "12px" },
  defaultRadius: "md",
  headings: { fontFamily: "var(--pf-font)", fontWeight: "600" },
  fontWeights: { regular: "400", medium: "600", bold: "600" },
  shadows: {
    xs: "none",
    sm: "none",
    md: "var(--pf-shadow)",
    lg: "var(--pf-shadow)",
    xl: "var(--pf-shadow)",
  },
  cursorType: "pointer",
  focusRing: "auto",
  respectReducedMotion: true,
  components: {
    Button: Button.extend({
      defaultProps: { size: "sm" },
      vars: (_theme, props) => ({
        root:
          props.size === "sm" ? { "--button-height": "28px", "--button-fz": "13px", "--button-padding-x": "12px" } : {},
      }),
    }),
    ActionIcon: ActionIcon.extend({ defaultProps: { variant: "subtle", color: "gray", size: 28 } }),
    // A text area grows with its text; only one-line fields have the height of a control.
    Input: Input.extend({ vars: (_theme, props) => ({ wrapper: props.multiline === true ? areaControl : control }) }),
    Kbd: Kbd.extend({ defaultProps: { size: "xs" } }),
    Menu: Menu.extend({
      defaultProps: {
        shadow: "md",
        transitionProps: { duration: 80 },
        position: "bottom-end",
        withInitialFocusPlaceholder: false,
      },
    }),
    Modal: Modal.extend({
      defaultProps: {
        shadow: "lg",
        transitionProps: { duration: 100, transition: "fade" },
        overlayProps: { opacity: 0.5 },
      },
    }),
    // Floating layers hang in one named place, so that everything on the page is inside a landmark.
    Portal: Portal.extend({ defaultProps: { target: "#floating" } }),
    SegmentedControl: SegmentedControl.extend({ defaultProps: { size: "xs", radius: "sm", withItemsBorders: false } }),
    Tabs: Tabs.extend({ defaultProps: { keepMounted: false } }),
    Tooltip: Tooltip.extend({
      defaultProps: { openDelay: 400, transitionProps: { duration: 80 }, withArrow: false, position: "bottom" },
    }),
  },
});

/** Points the library's semantic colours at our tokens, so that a colour is decided in one place. */
export const cssVariables: CSSVariablesResolver = () => {
  const semantic = {
    "--mantine-color-body": "var(--pf-bg)",
    "--mantine-color-text": "var(--pf-text)",
    "--mantine-color-bright": "var(--pf-text)",
    "--mantine-color-dimmed": "var(--pf-text-2)",
    "--mantine-color-placeholder": "var(--pf-text-3)",
    "--mantine-color-anchor": "var(--pf-accent)",
    "--mantine-color-error": "var(--pf-stopped)",
    "--mantine-color-success": "var(--pf-good)",
    "--mantine-color-default": "var(--pf-bg-raised)",
    "--mantine-color-default-hover": "var(--pf-bg-hover)",
    "--mantine-color-default-color": "var(--pf-text)",
    "--mantine-color-default-border": "var(--pf-border)",
    "--mantine-color-disabled": "var(--pf-bg-sunken)",
    "--mantine-color-disabled-color": "var(--pf-text-3)",
    "--mantine-color-disabled-border": "var(--pf-border)",
    "--mantine-color-accent-filled": "var(--pf-accent-fill)",
    "--mantine-color-accent-filled-hover": "var(--pf-accent-fill-hover)",
    "--mantine-color-accent-light": "var(--pf-accent-soft)",
    "--mantine-color-accent-light-hover": "var(--pf-bg-selected)",
    "--mantine-color-accent-light-color": "var(--pf-accent)",
    "--mantine-color-accent-text": "var(--pf-accent)",
    "--mantine-color-gray-light": "var(--pf-bg-hover)",
    "--mantine-color-gray-light-hover": "var(--pf-bg-hover)",
    "--mantine-color-gray-light-color": "var(--pf-text-2)",
    "--mantine-color-gray-text": "var(--pf-text-2)",
    "--mantine-color-red-text": "var(--pf-stopped)",
    "--mantine-color-red-light": "var(--pf-stopped-soft)",
    "--mantine-color-red-light-hover": "var(--pf-stopped-soft)",
    "--mantine-color-red-light-color": "var(--pf-stopped)",
  };
  return { variables: {}, light: semantic, dark: semantic };
};
