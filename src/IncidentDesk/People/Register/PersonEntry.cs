using IncidentDesk.People.Account;
using IncidentDesk.Pipeline;

namespace IncidentDesk.People.Register;

/// <summary>What stands in the form of a person, as it was typed.</summary>
public sealed record PersonEntry(
    string User = "", string Name = "", string Role = "responder", string Position = "", string Agency = "", string Phone = "", string Email = "", string Ends = "")
{
    public static PersonEntry Of(IFormCollection form) => new(
        Trimmed(form, "user"), Trimmed(form, "name"), Trimmed(form, "role"), Trimmed(form, "position"), Trimmed(form, "agency"), Trimmed(form, "phone"),
        Trimmed(form, "email"), Trimmed(form, "ends"));

    /// <param name="zone">The desk's: a day begins there at midnight.</param>
    public static PersonEntry Of(PersonView person, TimeZoneInfo zone) => new(
        person.User, person.Name, person.Role, person.Position ?? "", person.Agency ?? "", person.Phone ?? "", person.Email ?? "",
        RegisterDay.Write(person.EndsAt, zone));

    /// <summary>Null where the day is no day.</summary>
    public PersonBody? ToBody(TimeZoneInfo zone)
    {
        DateTimeOffset? ends = RegisterDay.TryRead(Ends, zone, out var day) ? day : null;
        if (ends is null && Ends.Length > 0)
            return null;
        return new(Null(User), Name, Role, Null(Position), Null(Agency), Null(Phone), Null(Email), ends);
    }

    private static string? Null(string text) => text.Length == 0 ? null : text;

    private static string Trimmed(IFormCollection form, string name) => AccountDoor.Field(form, name).Trim().Normalize();
}
