using System.Collections.Frozen;
using IncidentDesk.Rules;

namespace IncidentDesk.Reference;

/// <summary>tlp.json: the five marks.</summary>
internal static class TlpFile
{
    public static Tlp? Read(ReferenceNode? file)
    {
        if (file is null)
            return null;

        file.Only("source", "sureness", "validFrom", "validTo", "legacy", "words").Provenance();
        file.Validity();
        var words = file.Items("words").ConvertAll(node => new TlpWord(
            node.Only("word", "mark", "colour", "en", "vi").Word("word", Words.Tlp), node.Text("mark"), node.Text("colour"), node.Bilingual()));
        if (!words.Select(word => word.Word).SequenceEqual(Words.Tlp))
            file.Fault("words", $"must be, in this order: {string.Join(' ', Words.Tlp)}");
        var old = file.Child("legacy");
        var legacy = (old?.MemberNames() ?? []).ToFrozenDictionary(name => name, name => old!.Word(name, Words.Tlp));
        return file.Sound ? new(words, legacy) : null;
    }
}
