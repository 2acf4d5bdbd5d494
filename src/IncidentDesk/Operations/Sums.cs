using System.Security.Cryptography;
using System.Text;

namespace IncidentDesk.Operations;

/// <summary>SHA-256 sums of files in the form that <c>sha256sum -c</c> checks without this program.</summary>
public static class Sums
{
    public const string FileName = "manifest.sha256";

    /// <summary>One line for each file: its sum, two blanks, its path with slashes.</summary>
    public static string Line(string sum, string path) => $"{sum}  {path}\n";

    public static async Task<string> OfFileAsync(string file, CancellationToken cancellation)
    {
        await using var stream = File.OpenRead(file);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellation));
    }

    /// <summary>Writes the sums of everything below a directory into it, in the order of the paths.</summary>
    public static async Task WriteAsync(string directory, IProgress<double> progress, CancellationToken cancellation)
    {
        var lines = new StringBuilder();
        var files = Below(directory);
        for (var n = 0; n < files.Count; n++)
        {
            lines.Append(Line(await OfFileAsync(Path.Combine(directory, files[n]), cancellation), files[n]));
            progress.Report((n + 1.0) / files.Count);
        }
        await File.WriteAllTextAsync(Path.Combine(directory, FileName), lines.ToString(), cancellation);
    }

    /// <returns>What does not fit: files whose sum differs, that are missing, or that nobody listed.</returns>
    public static async Task<IReadOnlyList<string>> DifferencesAsync(string directory, IProgress<double> progress, CancellationToken cancellation)
    {
        var list = Path.Combine(directory, FileName);
        if (!File.Exists(list))
            return [FileName];
        var listed = (await File.ReadAllLinesAsync(list, cancellation)).Where(line => line.Length > 66).ToDictionary(line => line[66..], line => line[..64]);
        var (there, wrong) = (Below(directory), new List<string>());
        wrong.AddRange(listed.Keys.Except(there, StringComparer.Ordinal).Concat(there.Except(listed.Keys, StringComparer.Ordinal)));
        for (var n = 0; n < there.Count; n++)
        {
            if (listed.TryGetValue(there[n], out var sum) && await OfFileAsync(Path.Combine(directory, there[n]), cancellation) != sum)
                wrong.Add(there[n]);
            progress.Report((n + 1.0) / there.Count);
        }
        return wrong;
    }

    private static List<string> Below(string directory) =>
    [
        .. Directory.EnumerateFiles(directory, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(directory, file).Replace(Path.DirectorySeparatorChar, '/'))
            .Where(path => path != FileName).Order(StringComparer.Ordinal),
    ];
}
