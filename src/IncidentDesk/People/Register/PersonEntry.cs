using System.Globalization;
using IncidentDesk.People.Account;

namespace IncidentDesk.People.Register;

/// <summary>What stands in the form of a person, as it was typed.</summary>
public sealed record PersonEntry(
    string User = "", string Name = "", string Role = "responder", string Position = "", string Agency = "", string Phone = "", string Email = "", string Ends = "")
{
    public static PersonEntry Of(IFormCollection form) => new(
        Trimmed(form, "user"), Trimmed(form, "name"), Trimmed(form, "role"), Trimmed(form, "position"), Trimmed(form, "agency"), Trimmed(form, "phone"),
        Trimmed(form, "email"), Trimmed(form, "ends"));

    public static PersonEntry Of(PersonView person) => new(
        person.User, person.Name, person.Role, person.Position ?? "", person.Agency ?? "", person.Phone ?? "", person.Email ?? "",
        person.EndsAt?.ToOffset(OfDays).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "");

    /// <summary>Null where the day is no day.</summary>
    public PersonBody? ToBody()
    {
        DateTimeOffset? ends = null;
        if (Ends.Length > 0)
        {
            if (!DateOnly.TryParseExact(Ends, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
                return null;
            ends = new(day.ToDateTime(TimeOnly.MinValue), OfDays);
        }
        return new(Null(User), Name, Role, Null(Position), Null(Agency), Null(Phone), Null(Email), ends);
    }

    // A day begins at midnight in Viet Nam.
    private static readonly TimeSpan OfDays = TimeSpan.FromHours(7);

    private static string? Null(string text) => text.Length == 0 ? null : text;

    private static string Trimmed(IFormCollection form, string name) => AccountDoor.Field(form, name).Trim().Normalize();
}
