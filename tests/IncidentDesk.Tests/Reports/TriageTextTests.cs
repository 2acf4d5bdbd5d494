using System.Text.Json;
using IncidentDesk.Pipeline;
using IncidentDesk.Reports;
using IncidentDesk.Tests.Rules;
using NUnit.Framework;

namespace IncidentDesk.Tests.Reports;

[Category("once")]
public sealed class TriageTextTests
{
    [Test]
    public void The_lines_are_written_to_the_letter_as_every_other_answer_is()
    {
        var lines = Given.Decided(Given.Facts with
        {
            Flags = new(true, true, true), PersonalData = new(true, 120_000, true, true, null), SystemLevel = 4, Need = "response",
        }).Lines;

        Assert.That(TriageText.Of(lines).ToString(), Is.EqualTo(JsonSerializer.Serialize(lines, Json.Options)));
    }

    [Test]
    public void A_shorter_text_after_a_longer_one_keeps_nothing_of_it_and_leaves_it_as_it_was()
    {
        var lines = Given.Decided(Given.Facts).Lines;
        var whole = TriageText.Of(lines);
        var first = TriageText.Of([lines[0]]);
        Assert.That(first.ToString(), Is.EqualTo(JsonSerializer.Serialize(lines.Take(1), Json.Options)));
        Assert.That(whole.ToString(), Is.EqualTo(JsonSerializer.Serialize(lines, Json.Options)));
    }
}
