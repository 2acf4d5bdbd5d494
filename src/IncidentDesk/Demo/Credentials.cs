using System.Text.Json;
using IncidentDesk.Pipeline;

namespace IncidentDesk.Demo;

/// <summary>What opens the demo's doors, in a file that only its owner reads. Where it lies, the data is a demo's own.</summary>
public sealed record Credentials(string Url, IReadOnlyDictionary<string, string> Keys, IReadOnlyList<Credentials.Person> People)
{
    public sealed record Person(string User, string Password, string Role, string? Agency);

    private static readonly JsonSerializerOptions Written = new(Json.Options) { WriteIndented = true };

    public static string PathIn(string dataDirectory) => Path.Combine(dataDirectory, "credentials.json");

    public static Credentials? Read(string dataDirectory)
    {
        var path = PathIn(dataDirectory);
        try
        {
            return File.Exists(path) ? JsonSerializer.Deserialize<Credentials>(File.ReadAllText(path), Written) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public void Write(string dataDirectory)
    {
        var path = PathIn(dataDirectory);
        File.Delete(path + ".new");
        var owner = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            owner.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var file = new FileStream(path + ".new", owner))
            JsonSerializer.Serialize(file, this, Written);
        File.Move(path + ".new", path, overwrite: true);
    }
}
