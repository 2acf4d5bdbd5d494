using System.Text;

namespace IncidentDesk.Pipeline;

/// <summary>Where in a body the reader stands, and what it has found wrong. Paths become text only when something is.</summary>
internal sealed class Walk(string prefix)
{
    // More would only make the answer larger than the question.
    private const int AtMost = 100;

    private readonly List<Fault> faults = [];
    private readonly (string? Name, int Index)[] steps = new (string?, int)[Body.MaxDepth + 2];
    private int depth;

    public IReadOnlyList<Fault> Faults => faults;

    public bool IsGood => faults.Count == 0;

    public string Path
    {
        get
        {
            var path = new StringBuilder(prefix);
            foreach (var (name, index) in steps.AsSpan(0, depth))
            {
                path.Append('/');
                if (name is null)
                    path.Append(index);
                else
                    path.Append(name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal));
            }
            return path.ToString();
        }
    }

    public void Enter(string name) => steps[depth++] = (name, 0);

    public void Enter(int index) => steps[depth++] = (null, index);

    public void Leave() => depth--;

    public void Refuse(string code, params object[] arguments)
    {
        if (faults.Count < AtMost)
            faults.Add(Pipeline.Faults.At(Path, code, arguments));
    }

    public void Refuse(Fault fault)
    {
        if (faults.Count < AtMost)
            faults.Add(fault);
    }
}
