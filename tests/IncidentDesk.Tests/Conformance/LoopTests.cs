using System.Text.RegularExpressions;
using IncidentDesk.Harness;
using NUnit.Framework;

namespace IncidentDesk.Tests.Conformance;

/// <summary>The host stops when a background service ends by an exception, and with it the whole desk: each loop must survive also what nobody foresaw.</summary>
[Category("once")]
public sealed partial class LoopTests
{
    private static IEnumerable<string> Loops() => Directory.EnumerateFiles(Path.Combine(Repository.Root, "src", "IncidentDesk"), "*.cs", SearchOption.AllDirectories)
        .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
        .Where(file => File.ReadAllText(file).Contains("override async Task ExecuteAsync", StringComparison.Ordinal));

    [TestCaseSource(nameof(Loops))]
    public void No_loop_ends_by_an_exception_that_it_did_not_expect(string file) =>
        Assert.That(Everything().IsMatch(File.ReadAllText(file)), $"{Path.GetFileName(file)} catches only what it foresees: derive it from TurningLoop or WokenLoop.");

    [Test]
    public void There_are_loops_to_look_at() => Assert.That(Loops().Count(), Is.GreaterThan(10));

    // Everything, but for the end of the desk itself.
    [GeneratedRegex(@"catch(?:\s*\(Exception \w+\)(?:\s*when \(!\w+\.IsCancellationRequested\))?)?\s*\{")]
    private static partial Regex Everything();
}
