namespace KaggleRunner.Benchmarks.Logs;

/// <summary>Notes in the page when each frame was painted, and the last line of the log that stood in it.</summary>
internal static class FrameWatch
{
    /// <summary>
    /// The callbacks of a frame, its layout and its paint are one task of the page; a message sent from a callback is
    /// the next one. What stands in the document then was painted. Times are the wall clock's, in milliseconds, as the
    /// kernel's are.
    /// </summary>
    public const string Script = """
        (() => {
          if (window !== top) return;
          const channel = new MessageChannel();
          const textOf = (row) => row.querySelector(".text")?.textContent;
          const now = () => performance.timeOrigin + performance.now();
          let frames = null, began = 0;
          channel.port1.onmessage = () => {
            let last = 0;
            for (const row of document.querySelectorAll(".log .row[data-n]")) {
              const number = Number(row.dataset.n);
              if (number > last && textOf(row)) last = number;
            }
            frames?.push([began, now(), last]);
          };
          const frame = (time) => {
            if (!frames) return;
            began = performance.timeOrigin + time;
            channel.port2.postMessage(0);
            requestAnimationFrame(frame);
          };
          window.watchFrames = () => { frames = []; requestAnimationFrame(frame); };
          window.takeFrames = () => { const taken = frames; frames = null; return taken; };

          // Resolves with the time at which it was painted that `isThere` is so.
          window.painted = (isThere) => new Promise((resolve) => {
            const look = () => {
              const after = new MessageChannel();
              after.port1.onmessage = () => (isThere() ? resolve(performance.now()) : requestAnimationFrame(look));
              after.port2.postMessage(0);
            };
            requestAnimationFrame(look);
          });
          window.linePainted = (number) => {
            const inView = (row) => {
              const box = row.getBoundingClientRect(), view = row.closest("[data-part=scroller]").getBoundingClientRect();
              return box.bottom > view.top && box.top < view.bottom;
            };
            return window.painted(() => {
              const row = document.querySelector(`.log .row[data-n="${number}"]`);
              return row && textOf(row) && inView(row);
            });
          };
          window.jump = async (number) => {
            const began = performance.now();
            location.hash = `#L${number}`;
            return (await window.linePainted(number)) - began;
          };
        })();
        """;
}

/// <summary>A frame, by the wall clock in milliseconds.</summary>
internal sealed record Frame(double Began, double Painted, int LastLine);
