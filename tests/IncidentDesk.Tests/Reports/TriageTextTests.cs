using System.Text.Json;
using IncidentDesk.Pipeline;
using IncidentDesk.Reports;
using IncidentDesk.Tests.Rules;
using NUnit.Framework;

namespace IncidentDesk.Tests.Reports;

public sealed class TriageTextTests
{
    [Test]
    public void The_lines_are_written_to_the_letter_as_every_other_answer_is()
    {
        var lines = Given.Decided(Given.Facts with
        {
            Flags = new(true, true, true), PersonalData = new(true, 120_000, true, true, null), SystemLevel = 4, Need = "response",
        }).Lines;

        Assert.That(TriageText.Of(lines), Is.EqualTo(JsonSerializer.Serialize(lines, Json.Options)));
    }
}
