using IncidentDesk.Rules.Text;

namespace IncidentDesk.Agencies;

/// <summary>A system's body as the columns of its row.</summary>
public static class SystemRows
{
    /// <param name="now">When it is recorded: the history of the register (<c>system_states</c>) has it from there.</param>
    public static object Columns(Guid id, Guid? agency, SystemBody body, DateTimeOffset now) => new
    {
        id, agency, code = body.Code, name = body.Name.Trim(), level = (long)body.Level, personalData = PersonalDataOf(body),
        exposure = body.Exposure ?? "internal", provider = body.Provider, basicSubjects = body.BasicSubjects,
        sensitiveSubjects = body.SensitiveSubjects, purpose = body.Purpose, reach = body.Reach, harm = body.Harm, sortKey = SortKey.Of(body.Name), now,
    };

    /// <summary>Where nobody says it, a number of people says it.</summary>
    public static string PersonalDataOf(SystemBody body) => body.PersonalData ?? (body.SensitiveSubjects > 0 ? "sensitive" : body.BasicSubjects > 0 ? "basic" : "none");
}
