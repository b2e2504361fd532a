import type { Page } from "playwright-core";

export interface Contrast {
  readonly text: string;
  /** Of WCAG 2: 1 for none, 21 for black on white. */
  readonly ratio: number;
}

/**
 * How texts of drawings stand out from what is painted behind their middle, which axe-core leaves to the reader. What counts is
 * the nearest opaque fill below, else the page's own colour.
 */
export function contrastsOf(page: Page, selector: string): Promise<readonly Contrast[]> {
  return page.locator(selector).evaluateAll((texts) => {
    const channels = (color: string) => {
      const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
      if (canvas === null) return [0, 0, 0, 0];
      canvas.fillStyle = color;
      canvas.fillRect(0, 0, 1, 1);
      return [...canvas.getImageData(0, 0, 1, 1).data];
    };
    // https://www.w3.org/TR/WCAG22/#dfn-relative-luminance
    const luminance = (color: string) => {
      const [red = 0, green = 0, blue = 0] = channels(color).map((value) => {
        const part = value / 255;
        return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    };
    const opaque = (color: string) => color !== "none" && channels(color)[3] === 255;
    const behind = (text: Element): string => {
      const { left, right, top, bottom } = text.getBoundingClientRect();
      const below = document
        .elementsFromPoint((left + right) / 2, (top + bottom) / 2)
        .filter((element) => !element.contains(text) || element.localName !== "text")
        .map((element) =>
          element instanceof SVGGeometryElement && !(element instanceof SVGTextContentElement)
            ? getComputedStyle(element).fill
            : getComputedStyle(element).backgroundColor,
        );
      return below.find(opaque) ?? "white";
    };
    return texts.map((text) => {
      text.scrollIntoView({ block: "center", inline: "center" });
      const [one, other] = [luminance(getComputedStyle(text).fill), luminance(behind(text))];
      const ratio = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
      return { text: text.textContent ?? "", ratio: Math.round(ratio * 10) / 10 };
    });
  });
}
