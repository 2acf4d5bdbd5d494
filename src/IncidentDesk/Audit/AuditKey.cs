using System.Security.Cryptography;
using System.Text;
using IncidentDesk.Operations;

namespace IncidentDesk.Audit;

/// <summary>The secret that seals the audit. Whoever has the database and not this file cannot make a row that fits.</summary>
public sealed class AuditKey
{
    private const int Length = 32;
    private readonly byte[] secret;

    private AuditKey(byte[] secret)
    {
        this.secret = secret;
        Id = Mac("incidentdesk audit key")[..16];
    }

    /// <summary>What may be said of it: tells keys apart and gives nothing of them away.</summary>
    public string Id { get; }

    /// <summary>HMAC-SHA256, lower-case hex.</summary>
    public string Mac(string text) => Convert.ToHexStringLower(HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes(text)));

    /// <summary>The key of this place; made where there is none yet.</summary>
    public static AuditKey ReadOrMake(string path) => File.Exists(path) ? Read(path) : Make(path);

    /// <exception cref="IOException">There is none, or it is no key.</exception>
    public static AuditKey Read(string path)
    {
        var text = File.ReadAllText(path).Trim();
        if (text.Length != 2 * Length || !text.All(char.IsAsciiHexDigit))
            throw new IOException($"{path} is no audit key: it should hold {2 * Length} hexadecimal digits.");
        return new(Convert.FromHexString(text));
    }

    public static AuditKey Make(string path)
    {
        var secret = RandomNumberGenerator.GetBytes(Length);
        DataDirectory.Make(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var file = new FileStream(path + ".new", options))
        {
            file.Write(Encoding.ASCII.GetBytes(Convert.ToHexStringLower(secret) + "\n"));
            // Rows that are sealed with a key that a power cut took could never be checked again.
            file.Flush(flushToDisk: true);
        }
        File.Move(path + ".new", path, overwrite: true);
        return new(secret);
    }
}

/// <summary>Keys by their ids: the one of now and those that sealed what is older.</summary>
public sealed class AuditKeys
{
    private readonly Dictionary<string, AuditKey> keys;

    public AuditKeys(IEnumerable<AuditKey> keys) => this.keys = keys.DistinctBy(key => key.Id).ToDictionary(key => key.Id);

    /// <param name="place">Where the desk keeps its own.</param>
    /// <param name="more">Files of keys besides: those of the desk that a backup came from.</param>
    public static AuditKeys Of(AuditPlace place, IEnumerable<string> more) => new(
        (File.Exists(place.Key) ? [place.Key] : Array.Empty<string>())
            .Concat(Directory.Exists(place.FormerKeys) ? Directory.EnumerateFiles(place.FormerKeys, "*.key").Order(StringComparer.Ordinal) : [])
            .Concat(more).Select(AuditKey.Read));

    public AuditKey? Find(string id) => keys.GetValueOrDefault(id);
}
