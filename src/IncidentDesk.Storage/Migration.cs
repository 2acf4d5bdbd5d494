using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace IncidentDesk.Storage;

/// <summary>One step of the schema: <c>0007_what_it_adds.sql</c>, or a pair of texts, one for each engine.</summary>
public sealed partial record Migration(int Number, string Name, string Text)
{
    /// <summary>SHA-256 of the text with plain line ends: a checkout may change those.</summary>
    public string Checksum { get; } = Convert.ToHexStringLower(
        SHA256.HashData(Encoding.UTF8.GetBytes(Text.Replace("\r\n", "\n", StringComparison.Ordinal))));

    /// <summary>The steps for one engine, numbered from 1 without a gap; whatever is wrong with the files is said here.</summary>
    internal static IReadOnlyList<Migration> Read(IReadOnlyDictionary<string, string> files, string engine)
    {
        var parsed = files.Select(file => (Name: FileName().Match(file.Key), File: file.Key, Text: file.Value)).ToList();
        if (parsed.Find(file => !file.Name.Success) is { File: { } odd })
            throw MigrationException.Files($"{odd} is not NNNN_words.sql, NNNN_words.sqlite.sql or NNNN_words.postgres.sql");
        var steps = parsed.GroupBy(file => file.Name.Groups["step"].Value).OrderBy(step => step.Key, StringComparer.Ordinal).ToList();
        var migrations = new List<Migration>();
        foreach (var step in steps)
        {
            var engines = step.Select(file => file.Name.Groups["engine"].Value).Order(StringComparer.Ordinal).ToList();
            if (engines is not [""] and not ["postgres", "sqlite"])
                throw MigrationException.Files($"{step.Key} must be one text for both engines or one for each");
            var number = int.Parse(step.Key[..4], CultureInfo.InvariantCulture);
            if (number != migrations.Count + 1)
                throw MigrationException.Files($"{step.Key} should have the number {migrations.Count + 1:0000}");
            var text = step.Single(file => file.Name.Groups["engine"].Value is var its && (its.Length == 0 || its == engine)).Text;
            migrations.Add(new(number, step.Key, text));
        }
        return migrations;
    }

    [GeneratedRegex(@"\A(?<step>[0-9]{4}_[a-z0-9_]+)(\.(?<engine>sqlite|postgres))?\.sql\z", RegexOptions.ExplicitCapture)]
    private static partial Regex FileName();
}

/// <summary>The database and the program do not fit each other; the words say what an operator can do.</summary>
public sealed class MigrationException : Exception
{
    private MigrationException(string code, string text, string textVi) : base(text) => (Code, TextVi) = (code, textVi);

    /// <summary>schema-newer, schema-changed or schema-files.</summary>
    public string Code { get; }

    public string TextVi { get; }

    internal static MigrationException Newer(long database, int program) => new("schema-newer",
        $"The database is at step {database}, this program knows only {program}: it was upgraded by a newer program. Start that one, or restore the backup made before the upgrade.",
        $"Cơ sở dữ liệu đang ở bước {database}, chương trình này chỉ biết đến bước {program}: một phiên bản mới hơn đã nâng cấp. Hãy chạy phiên bản đó, hoặc khôi phục bản sao lưu trước khi nâng cấp.");

    internal static MigrationException Changed(int number, string name) => new("schema-changed",
        $"Step {number} ({name}) was applied to this database with another text. An applied step is never edited: undo the edit and add a new step.",
        $"Bước {number} ({name}) đã được áp dụng với nội dung khác. Không sửa bước đã áp dụng: hãy hoàn tác và thêm một bước mới.");

    internal static MigrationException Files(string fault) => new("schema-files",
        $"The files under db/ are wrong: {fault}.",
        $"Các tệp trong db/ không hợp lệ: {fault}.");
}
