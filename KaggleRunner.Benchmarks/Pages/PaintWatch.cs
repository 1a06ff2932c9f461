namespace KaggleRunner.Benchmarks.Pages;

/// <summary>Notes in the page when Run was pressed and when what followed was painted.</summary>
internal static class PaintWatch
{
    /// <summary>
    /// What stands in the document is painted with the next frame; the callback of the frame after it comes when that
    /// is done. The times are the wall clock's, to compare them with the session's end.
    /// </summary>
    public const string Script = """
        (() => {
          if (window !== top) return;
          const paints = (window.paints = {});
          const now = () => performance.timeOrigin + performance.now();
          const note = (name) => {
            if (paints[name] !== undefined) return;
            paints[name] = 0;
            requestAnimationFrame(() => requestAnimationFrame(() => (paints[name] = now())));
          };
          const look = () => {
            if (paints.press === undefined) return;
            if (document.querySelector(".log .row .text")?.textContent) note("line");
            if (document.querySelector(".banner .text")) note("verdict");
            const plot = document.querySelector(".plots img");
            if (plot?.complete && plot.naturalWidth > 0) note("plot");
          };
          addEventListener("click", (event) => {
            if (event.target.closest?.("button.run")) paints.press = now();
          }, true);
          document.addEventListener("load", look, true); // Loads of images do not reach the window.
          new MutationObserver(look).observe(document, { subtree: true, childList: true, characterData: true });
        })();
        """;
}
