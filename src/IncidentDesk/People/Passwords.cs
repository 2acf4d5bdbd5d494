using System.Security.Cryptography;

namespace IncidentDesk.People;

/// <summary>How long a password is, and good ones for those who have not chosen.</summary>
public static class Passwords
{
    public const int Least = 12, Most = 1000;

    // Without letters that look like another when read from a note.
    private const string Letters = "abcdefghjkmnpqrstuvwxyz23456789";

    /// <summary>Four groups of five: about 99 bits, and possible to type from paper.</summary>
    public static string Generate() =>
        string.Join('-', Enumerable.Range(0, 4).Select(_ => RandomNumberGenerator.GetString(Letters, 5)));
}
