using IncidentDesk.Reports.Facts;
using IncidentDesk.Reports.Form;
using NUnit.Framework;

namespace IncidentDesk.Tests.Reports.Form;

[Category("once")]
public sealed class LaterReadingTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 16, 50, 0, TimeSpan.FromHours(7));

    [TestCase(null, false, null)]
    [TestCase("12", true, true)]
    public void What_an_older_report_said_against_itself_of_personal_data_is_no_fault_of_its_correction(string? subjects, bool involved, bool? sensitive)
    {
        var said = ReportFacts.Of(new() { Title = "Lộ hồ sơ", Category = "other/undetermined", DetectedAt = Now.AddHours(-1) }, "SO-YTE", "web-form") with
        {
            PersonalData = new(false, null, true, false, null),
        };
        var answers = LaterReading.First(said, "correction", "INC-2026-000001", said.DetectedAt.ToOffset(Now.Offset)).With("q-subjects", subjects);

        var data = LaterReading.Of(answers, said, Guid.NewGuid(), Now).Body!.PersonalData!;

        Assert.That((data.Involved, data.Sensitive, new NothingOfDataNotInvolved().Validate(data).IsValid), Is.EqualTo((involved, sensitive, true)));
    }
}
