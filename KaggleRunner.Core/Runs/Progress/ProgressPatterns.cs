using System.Text.RegularExpressions;

namespace KaggleRunner.Core.Runs.Progress;

/// <summary>What progress bars look like. Every repetition is bounded; lines are cut before they come here.</summary>
internal static partial class ProgressPatterns
{
    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;
    private const int Timeout = 250;

    /// <summary>tqdm: <c>fit:  71%|███  | 710/1000 [02:31&lt;01:02, 4.7it/s]</c>.</summary>
    [GeneratedRegex(
        @"(?<percent>\d{1,3}(\.\d{1,3})?)%\|[^|]{0,300}\|(\s{0,3}(?<done>[\d.]{1,15}[kMGTP]?)i?/(?<total>[\d.]{1,15}[kMGTP]?)i?\w{0,8})?(\s{0,3}\[(?<elapsed>[\d:]{2,12})<(?<eta>[\d:?]{1,12}))?",
        Options,
        Timeout
    )]
    public static partial Regex Tqdm();

    /// <summary>Keras 2: <c>710/1000 [====&gt;...] - ETA: 1:02 - loss: 0.4</c>.</summary>
    [GeneratedRegex(
        @"(?<done>\d{1,9})/(?<total>\d{1,9}) \[[=>.]{3,100}\] - (ETA: (?<eta>[\d:hms]{1,12}))?",
        Options,
        Timeout
    )]
    public static partial Regex OldKeras();

    /// <summary>Keras 3: <c>710/1000 ━━━━━ 1:02 215ms/step - loss: 0.4</c>.</summary>
    [GeneratedRegex(
        @"(?<done>\d{1,9})/(?<total>\d{1,9}) [━╸╺]{3,100} (?<eta>[\d:hms]{1,12}) \d{1,9}(s|ms|us|µs)/(step|epoch)",
        Options,
        Timeout
    )]
    public static partial Regex Keras();

    /// <summary>rich: <c>Working ━━━━━╸━━━  71% 0:01:02</c>.</summary>
    [GeneratedRegex(@"[━╸╺]{5,200}\s{1,4}(?<percent>\d{1,3})%(\s{1,4}(?<eta>\d{1,3}:\d\d:\d\d))?", Options, Timeout)]
    public static partial Regex Rich();

    /// <summary>pip: <c>━━━━━╸━━━ 71.2/100.1 MB 4.7 MB/s eta 0:00:07</c>.</summary>
    [GeneratedRegex(
        @"[━╸╺]{5,200}\s{1,4}(?<done>[\d.]{1,12})/(?<total>[\d.]{1,12}) [kMGT]?B(\s.{0,30}eta (?<eta>[\d:]{4,10}))?",
        Options,
        Timeout
    )]
    public static partial Regex Pip();

    /// <summary>Bars drawn by hand: <c>██████░░░░ 12/60</c>, <c>[####    ] 71%</c>, <c>71% [===>   ]</c>.</summary>
    [GeneratedRegex(
        @"([█▉▊▋▌▍▎▏▓▒░■□]{5,200}[|\]]?|[[|][#=>.\- ]{5,200}[\]|])\s{0,4}((?<done>\d{1,9})/(?<total>\d{1,9})\b|(?<percent>\d{1,3}(\.\d{1,3})?) ?%)|(?<percent>\d{1,3}(\.\d{1,3})?) ?%\s{0,4}([█▉▊▋▌▍▎▏▓▒░■□]{5,200}|\[[#=>.\- ]{5,200}\])",
        Options,
        Timeout
    )]
    public static partial Regex Drawn();

    /// <summary>git: <c>Receiving objects:  71% (710/1000)</c>.</summary>
    [GeneratedRegex(@":\s{1,4}(?<percent>\d{1,3})% \((?<done>\d{1,12})/(?<total>\d{1,12})\)", Options, Timeout)]
    public static partial Regex Git();

    /// <summary>pytest, at a line's end: <c>tests/test_x.py ...... [ 71%]</c>.</summary>
    [GeneratedRegex(@"\[\s{0,2}(?<percent>\d{1,3})%\]\s{0,4}$", Options, Timeout)]
    public static partial Regex Pytest();

    /// <summary>Keras, on a line of its own: <c>Epoch 3/10</c>.</summary>
    [GeneratedRegex(@"^Epoch (?<done>\d{1,6})/(?<total>\d{1,6})\s{0,4}$", Options, Timeout)]
    public static partial Regex Epoch();
}
